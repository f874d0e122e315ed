#include "flux/canonical_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/escape.hpp"

namespace safeops::flux {
namespace {

void write_character(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    default:
      break;
  }
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || c == '<' || c == '>' || c == '&')
    out += fmt::format("\\u{:04x}", byte);
  else
    out += c;
}

std::string quoted(std::string_view bytes) {
  std::string out = "\"";
  const std::string text = text::to_valid_utf8(bytes);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = std::string_view(text).substr(at, 3);
    if (rest == "\xE2\x80\xA8" || rest == "\xE2\x80\xA9") {
      out += rest.back() == '\xA8' ? "\\u2028" : "\\u2029";
      at += 2;
    } else {
      write_character(out, text[at]);
    }
  }
  return out + '"';
}

std::string scalar(const yaml::Node& value) {
  switch (yaml::resolve(value)) {
    case yaml::Resolved::string:
      break;
    case yaml::Resolved::null:
      return "null";
    case yaml::Resolved::boolean:
      return *value.boolean() ? "true" : "false";
    case yaml::Resolved::integer:
      return value.integer() ? std::to_string(*value.integer()) : std::string(value.text());
    case yaml::Resolved::floating:
      return std::string(value.text());
  }
  return quoted(value.text());
}

std::string members(const yaml::Node& map) {
  std::vector<const yaml::Node::Member*> sorted;
  for (const auto& member : map.members()) sorted.push_back(&member);
  std::sort(sorted.begin(), sorted.end(), [](const auto* one, const auto* two) { return one->first.text() < two->first.text(); });
  std::string out = "{";
  for (const auto* member : sorted) {
    if (out.size() > 1) out += ',';
    out += quoted(member->first.text()) + ':' + canonical_json(member->second);
  }
  return out + '}';
}

std::string items(const yaml::Node& sequence) {
  std::string out = "[";
  for (const yaml::Node& item : sequence.items()) {
    if (out.size() > 1) out += ',';
    out += canonical_json(item);
  }
  return out + ']';
}

}  // namespace

std::string canonical_json(const yaml::Node& value) {
  switch (value.kind()) {
    case yaml::Node::Kind::missing:
    case yaml::Node::Kind::null:
      return "null";
    case yaml::Node::Kind::scalar:
      return scalar(value);
    case yaml::Node::Kind::sequence:
      return items(value);
    case yaml::Node::Kind::map:
      return members(value);
  }
  return {};
}

}  // namespace safeops::flux
