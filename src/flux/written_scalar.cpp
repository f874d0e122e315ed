#include "flux/written_scalar.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.hpp"

namespace safeops::flux {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

bool is_printable(char32_t value) {
  return value == '\n' || (value >= 0x20 && value <= 0x7E) || value == 0x85 || (value >= 0xA0 && value < 0xD800) ||
         (value >= 0xE000 && value <= 0xFFFD && value != 0xFEFF) || value >= 0x10000;
}

bool is_all_printable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode_utf8(text, at);
    if (point.length == 0 || !is_printable(point.value)) return false;
    at += point.length;
  }
  return true;
}

bool starts_with_indicator(std::string_view text) {
  constexpr std::string_view indicators = "#,[]{}&*!|>'\"%@`";
  if (text.starts_with("---") || text.starts_with("...")) return true;
  const bool alone = text.size() == 1 || is_blank(text[1]);
  return indicators.find(text.front()) != std::string_view::npos ||
         (alone && std::string_view("?:-").find(text.front()) != std::string_view::npos);
}

bool reads_as_syntax(std::string_view text) {
  if (starts_with_indicator(text)) return true;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == ':' && (at + 1 == text.size() || is_blank(text[at + 1]))) return true;
    if (text[at] == '#' && is_blank(text[at - 1])) return true;
  }
  return false;
}

std::string single_quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + '\'';
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode_utf8(text, at);
    const std::size_t length = std::max<std::size_t>(1, point.length);
    const char c = text[at];
    if (c == '"' || c == '\\')
      out.append({'\\', c});
    else if (c == '\n' || c == '\t')
      out += c == '\n' ? "\\n" : "\\t";
    else if (is_printable(point.value))
      out += text.substr(at, length);
    else
      out += fmt::format("\\U{:08X}", static_cast<std::uint32_t>(point.value));
    at += length;
  }
  return out + '"';
}

std::string literal(std::string_view text) {
  const std::size_t content = text.find_last_not_of('\n') + 1;
  const std::size_t breaks = text.size() - content;
  std::string out = text.front() == ' ' || text.front() == '\n' ? "|2" : "|";
  out += breaks == 0 ? "-" : breaks == 1 ? "" : "+";
  const std::string_view lines = breaks == 0 ? text : text.substr(0, text.size() - 1);
  for (std::size_t at = 0; at <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    out += end > at ? "\n  " : "\n";
    out += lines.substr(at, end - at);
    at = end + 1;
  }
  return out;
}

}  // namespace

Writing writing_of(std::string_view text) {
  if (text.empty()) return Writing::plain;
  const bool blank_before_break = text.find(" \n") != std::string_view::npos;
  if (!is_all_printable(text) || blank_before_break) return Writing::double_quoted;
  const bool multi_line = text.find('\n') != std::string_view::npos;
  if (multi_line) return text.back() == ' ' ? Writing::double_quoted : Writing::literal;
  if (text.front() == ' ' || text.back() == ' ' || reads_as_syntax(text)) return Writing::single_quoted;
  return Writing::plain;
}

std::string write_scalar(std::string_view text, Writing writing) {
  switch (writing) {
    case Writing::plain:
      return std::string(text);
    case Writing::single_quoted:
      return single_quoted(text);
    case Writing::double_quoted:
      return double_quoted(text);
    case Writing::literal:
      return literal(text);
  }
  return {};
}

}  // namespace safeops::flux
