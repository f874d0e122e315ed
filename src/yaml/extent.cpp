#include "yaml/extent.hpp"

#include <algorithm>

namespace safeops::yaml {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_flow_mark(char c) {
  return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

std::uint32_t offset(std::size_t at) {
  return static_cast<std::uint32_t>(at);
}

std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

// The end of a tag or anchor at `at`.
std::size_t property_end(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("!<")) return std::min(text.find('>', at), text.size() - 1) + 1;
  while (at < text.size() && !is_space(text[at]) && !is_flow_mark(text[at])) ++at;
  return at;
}

struct Start {
  std::size_t properties_end;  // equal to `value` when there are none
  std::size_t value;
};

// Past tags, anchors and what may stand between them and the value.
Start find_start(std::string_view text, std::size_t mark) {
  Start start{mark, mark};
  std::size_t at = mark;
  while (at < text.size() && (text[at] == '!' || text[at] == '&')) {
    start.properties_end = at = property_end(text, at);
    while (at < text.size() && (is_space(text[at]) || text[at] == '#')) at = text[at] == '#' ? line_end(text, at) : at + 1;
    start.value = at;
  }
  return start;
}

constexpr std::size_t not_closed = std::string_view::npos;

std::size_t single_quoted_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] != '\'') continue;
    if (at + 1 == text.size() || text[at + 1] != '\'') return at + 1;
    ++at;
  }
  return not_closed;
}

std::size_t double_quoted_end(std::string_view text, std::size_t at) {
  for (++at; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return not_closed;
}

// Folding and indentation change nothing but white space, so the value's other characters stand in the text one after the
// other: past the last of them is the end.
std::size_t visible_end(std::string_view text, std::size_t at, std::string_view value) {
  std::size_t end = at;
  for (const char c : value) {
    if (is_space(c)) continue;
    while (at < text.size() && is_space(text[at])) ++at;
    if (at == text.size()) break;
    end = ++at;
  }
  return end;
}

bool is_null_word(std::string_view word) {
  return word == "~" || word == "null" || word == "Null" || word == "NULL";
}

}  // namespace

Extent scalar_extent(std::string_view text, std::uint32_t mark, std::string_view value) {
  const Start start = find_start(text, mark);
  const char first = start.value < text.size() ? text[start.value] : '\0';
  const bool block = first == '|' || first == '>';
  const auto extent = [&](std::size_t end, Node::Style style) { return Extent{{offset(start.value), offset(end)}, style}; };
  if (value.empty() && start.properties_end != start.value && line_end(text, start.properties_end) < start.value && !block)
    return {{offset(start.properties_end), offset(start.properties_end)}, Node::Style::plain};
  if (first == '\'' || first == '"') {
    const std::size_t end = first == '"' ? double_quoted_end(text, start.value) : single_quoted_end(text, start.value);
    Extent quoted = extent(std::min(end, text.size()), Node::Style::quoted);
    quoted.closed = end != not_closed;
    return quoted;
  }
  if (!block) return extent(visible_end(text, start.value, value), Node::Style::plain);
  const std::size_t header = line_end(text, start.value);
  const std::size_t end = visible_end(text, header, value);
  return extent(end, first == '|' ? Node::Style::literal : Node::Style::folded);
}

std::string with_kept_breaks(std::string_view text, text::Span block, const std::string& value) {
  const std::string_view header = text.substr(block.begin, line_end(text, block.begin) - block.begin);
  if (header.substr(0, 3).find('+') == std::string_view::npos) return value;
  const std::size_t after = std::min(text.find_first_not_of(" \t\r\n", block.end), text.size());
  const auto breaks =
      static_cast<std::size_t>(std::count(text.begin() + block.end, text.begin() + static_cast<std::ptrdiff_t>(after), '\n'));
  return value.substr(0, value.find_last_not_of('\n') + 1) + std::string(breaks, '\n');
}

Extent null_extent(std::string_view text, std::uint32_t mark, std::uint32_t fallback) {
  const Start start = find_start(text, mark);
  const std::size_t end = std::min(text.find_first_of(" \t\r\n,]}:", start.value), text.size());
  if (start.value < text.size() && is_null_word(text.substr(start.value, end - start.value)))
    return {{offset(start.value), offset(end)}, Node::Style::plain};
  return {{fallback, fallback}, Node::Style::plain};
}

text::Span empty_flow_span(std::string_view text, std::uint32_t mark) {
  const std::size_t begin = find_start(text, mark).value;
  const std::size_t close = text.find_first_of("]}", begin);
  return {offset(begin), offset(close == std::string_view::npos ? begin : close + 1)};
}

std::uint32_t alias_end(std::string_view text, std::uint32_t mark) {
  return offset(property_end(text, mark));
}

}  // namespace safeops::yaml
