#include <fmt/format.h>

#include <algorithm>

#include "yaml/node.hpp"

namespace safeops::yaml {
namespace {

constexpr std::size_t longest_simple_key = 1000;  // YAML allows 1024

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7F;
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool starts_like_syntax(std::string_view text) {
  constexpr std::string_view indicators = ",[]{}#&*!|>'\"%@`";
  if (indicators.find(text.front()) != std::string_view::npos) return true;
  const bool dash_like = text.front() == '-' || text.front() == '?' || text.front() == ':';
  if (text.starts_with(byte_order_mark)) return true;
  return (dash_like && (text.size() == 1 || text[1] == ' ')) || text.starts_with("---") || text.starts_with("...");
}

// True when the text, written bare in block style, is read back as one plain scalar of the same text.
bool fits_plain(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':' || starts_like_syntax(text)) return false;
  if (std::any_of(text.begin(), text.end(), is_control)) return false;
  return text != "<<" && text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos;
}

bool is_plain(const Node& scalar) {
  if (!fits_plain(scalar.text())) return false;
  if (scalar.style() == Node::Style::plain) return true;
  const Node bare = Node::scalar(std::string(scalar.text()));
  return resolve(bare) == resolve(scalar);
}

// A literal block keeps these as they are: no line of blanks only, nothing but LF as control character, first line not indented.
bool fits_literal(std::string_view text) {
  if (text.find('\n') == std::string_view::npos || text.front() == ' ' || text.front() == '\n') return false;
  if (std::any_of(text.begin(), text.end(), [](char c) { return is_control(c) && c != '\n'; })) return false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (!line.empty() && line.find_first_not_of(' ') == std::string_view::npos) return false;
    at = end + 1;
  }
  return true;
}

std::string double_quoted(std::string_view text) {
  std::string result = "\"";
  for (; text.starts_with(byte_order_mark); text.remove_prefix(byte_order_mark.size())) result += "\\uFEFF";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (c == '\t') {
      result += "\\t";
    } else if (is_control(c)) {
      result += fmt::format("\\x{:02X}", static_cast<unsigned char>(c));
    } else {
      result += c;
    }
  }
  return result + '"';
}

class Emitter {
 public:
  explicit Emitter(const Remark& remark) : remark_(remark) {}

  std::string run(const Node& node) {
    if (node.is_map() && !node.members().empty()) {
      members(node, 0);
    } else if (node.is_sequence() && !node.items().empty()) {
      items(node, 0);
    } else {
      inline_value(node, 0);
      out_ += '\n';
    }
    return std::move(out_);
  }

 private:
  void indent(std::size_t depth) { out_.append(depth, ' '); }

  void members(const Node& map, std::size_t depth, bool first_indented = false) {
    for (const auto& [name, value] : map.members()) {
      if (!first_indented) indent(depth);
      first_indented = false;
      key(name, depth);
      member_value(value, depth);
    }
  }

  void key(const Node& name, std::size_t depth) {
    const bool typed = name.style() == Node::Style::plain && resolve(name) != Resolved::null;  // a number as a key stays bare
    const bool plain =
        typed ? fits_plain(name.text()) : is_plain(Node::scalar(std::string(name.text()), {}, Node::Style::quoted));
    const std::string text = plain ? std::string(name.text()) : double_quoted(name.text());
    if (text.size() > longest_simple_key) {
      out_ += "? " + text + "\n";
      indent(depth);
      out_ += ':';
    } else {
      out_ += text + ':';
    }
  }

  void member_value(const Node& value, std::size_t depth) {
    if (value.is_map() && !value.members().empty()) {
      out_ += '\n';
      members(value, depth + 2);
    } else if (value.is_sequence() && !value.items().empty()) {
      out_ += '\n';
      items(value, depth);
    } else {
      out_ += ' ';
      inline_value(value, depth + 2);
      out_ += '\n';
    }
  }

  void items(const Node& sequence, std::size_t depth, bool first_indented = false) {
    for (const Node& item : sequence.items()) {
      if (!first_indented) indent(depth);
      first_indented = false;
      out_ += "- ";
      if (item.is_map() && !item.members().empty()) {
        members(item, depth + 2, true);
      } else if (item.is_sequence() && !item.items().empty()) {
        items(item, depth + 2, true);
      } else {
        inline_value(item, depth + 2);
        out_ += '\n';
      }
    }
  }

  void inline_value(const Node& value, std::size_t depth) {
    switch (value.kind()) {
      case Node::Kind::missing:
      case Node::Kind::null:
        out_ += "null";
        break;
      case Node::Kind::sequence:
        out_ += "[]";
        break;
      case Node::Kind::map:
        out_ += "{}";
        break;
      case Node::Kind::scalar:
        scalar(value, depth);
        return;
    }
    comment(value);
  }

  void scalar(const Node& value, std::size_t depth) {
    if (!is_plain(value) && fits_literal(value.text())) return literal(value, std::max<std::size_t>(depth, 2));
    out_ += is_plain(value) ? std::string(value.text()) : double_quoted(value.text());
    comment(value);
  }

  void comment(const Node& value) {
    const std::string text = remark_ ? remark_(value) : std::string();
    if (!text.empty()) out_ += "  # " + text;
  }

  // Leaves the last line without its end: the caller writes it.
  void literal(const Node& value, std::size_t depth) {
    const std::string_view text = value.text();
    const std::size_t content = text.find_last_not_of('\n') + 1;
    const std::size_t breaks = text.size() - content;
    out_ += breaks == 0 ? "|-" : breaks == 1 ? "|" : "|+";
    comment(value);
    const std::string_view kept = breaks == 0 ? text : text.substr(0, text.size() - 1);
    for (std::size_t at = 0; at <= kept.size();) {
      const std::size_t end = std::min(kept.find('\n', at), kept.size());
      out_ += '\n';
      if (end > at) indent(depth);
      out_ += kept.substr(at, end - at);
      at = end + 1;
    }
  }

  const Remark& remark_;
  std::string out_;
};

}  // namespace

std::string emit(const Node& node, const Remark& remark) {
  return Emitter(remark).run(node);
}

}  // namespace safeops::yaml
