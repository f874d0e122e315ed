#include "report/excerpt.hpp"

#include <algorithm>

#include "text/escape.hpp"
#include "text/utf8.hpp"

namespace safeops::report {
namespace {

constexpr std::size_t widest_line = 200;
constexpr std::size_t bytes_before_span = 60;
constexpr std::size_t bytes_of_a_cut_line = 160;
constexpr std::string_view ellipsis = "...";

// A stretch of a line, and the span in it, as byte offsets into the line.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80;
}

// Measuring is left out for lines that are too wide by their bytes alone: they may be megabytes.
bool fits(std::string_view line) {
  return line.size() <= 4 * widest_line && text::visible_width(line) <= widest_line;
}

Window window_around(std::string_view line, std::size_t span_begin) {
  if (fits(line)) return {0, line.size()};
  const std::size_t begin = character_begin(line, span_begin - std::min(span_begin, bytes_before_span));
  return {begin, character_begin(line, std::min(line.size(), begin + bytes_of_a_cut_line))};
}

}  // namespace

std::size_t character_begin(std::string_view bytes, std::size_t offset) {
  if (offset >= bytes.size()) return bytes.size();
  std::size_t begin = offset;
  while (begin > 0 && offset - begin < 3 && is_continuation(bytes[begin])) --begin;
  return begin + text::decode_utf8(bytes, begin).length > offset ? begin : offset;
}

text::Span on_first_line(const text::Place& place) {
  const text::Source& source = *place.source;
  const auto begin = static_cast<std::uint32_t>(std::min<std::size_t>(place.span.begin, source.bytes().size()));
  const std::uint32_t line = source.lines().line_of(begin);
  const auto line_end = source.lines().offset_of(line) + static_cast<std::uint32_t>(source.line(line).size());
  return {begin, std::max(begin, std::min(place.span.end, line_end))};
}

Region first_line_region(const text::Place& place) {
  const text::Span span = on_first_line(place);
  return {place.source->position(span.begin), place.source->position(span.end)};
}

std::optional<Excerpt> excerpt_of(const text::Place& place) {
  if (!place || place.source->bytes().empty()) return std::nullopt;
  const text::Span span = on_first_line(place);
  const std::uint32_t number = place.source->lines().line_of(span.begin);
  const std::string_view line = place.source->line(number);
  const std::uint32_t line_begin = place.source->lines().offset_of(number);
  const std::size_t begin = std::min<std::size_t>(span.begin - line_begin, line.size());
  const std::size_t end = std::min<std::size_t>(span.end - line_begin, line.size());

  const Window window = window_around(line, begin);
  const std::string_view before = line.substr(window.begin, begin - window.begin);
  const std::string_view up_to_end =
      line.substr(window.begin, std::clamp(end, begin, std::max(begin, window.end)) - window.begin);
  const std::string_view lead = window.begin > 0 ? ellipsis : "";
  const std::string_view tail = window.end < line.size() ? ellipsis : "";
  const std::size_t column = text::visible_width(before);

  return Excerpt{
      .line = number,
      .text = std::string(lead) + text::visible_line(line.substr(window.begin, window.end - window.begin)) + std::string(tail),
      .caret_column = lead.size() + column,
      .caret_width = std::max<std::size_t>(1, text::visible_width(up_to_end) - column)};
}

}  // namespace safeops::report
