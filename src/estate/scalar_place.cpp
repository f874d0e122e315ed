#include "estate/scalar_place.hpp"

#include <algorithm>

namespace safeops {
namespace {

bool is_block(yaml::Node::Style style) {
  return style == yaml::Node::Style::literal || style == yaml::Node::Style::folded;
}

// The line of the file on which line `line` (1-based) of a block scalar's text stands: the text begins below the `|`.
std::uint32_t block_line(const yaml::Node& node, std::uint32_t line) {
  return node.place().start().line + line;
}

std::string_view without_indent(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first == line.npos ? std::string_view{} : line.substr(first);
}

}  // namespace

text::Place ScalarPlaces::in_block(text::Span span) const {
  const yaml::Node& node = *scalar_;
  if (!lines_) lines_.emplace(node.text());
  const text::LineIndex& lines = *lines_;
  const std::uint32_t line = lines.line_of(span.begin);
  const text::Source& source = *node.place().source;
  const std::uint32_t number = block_line(node, line);
  if (number > source.lines().count()) return node.place();
  const std::string_view written = source.line(number);
  const std::string_view held = lines.line(node.text(), line);
  const std::size_t indent = written.size() - std::min(written.size(), without_indent(written).size());
  const std::size_t held_indent = held.size() - without_indent(held).size();
  const std::uint32_t line_begin = source.lines().offset_of(number);
  const std::uint32_t line_end = line_begin + static_cast<std::uint32_t>(written.size());
  const std::uint32_t shift = static_cast<std::uint32_t>(indent - std::min(indent, held_indent));
  const std::uint32_t begin = std::min(line_begin + shift + (span.begin - lines.offset_of(line)), line_end);
  const std::uint32_t last_on_line = lines.offset_of(line) + static_cast<std::uint32_t>(held.size());
  const std::uint32_t length = std::min(span.end, last_on_line) - std::min(span.begin, last_on_line);
  return {&source, {begin, std::min(begin + length, line_end)}};
}

text::Place ScalarPlaces::at(text::Span span) const {
  const text::Place& place = scalar_->place();
  if (!place.source) return {};
  const auto last = static_cast<std::uint32_t>(scalar_->text().size());
  span.begin = std::min(span.begin, last);
  span.end = std::clamp(span.end, span.begin, last);  // what is put together from several stretches may run backwards
  if (is_block(scalar_->style())) return in_block(span);
  const bool as_it_stands = place.span.end - place.span.begin == last;  // a plain scalar, or a whole file
  if (as_it_stands) return {place.source, {place.span.begin + span.begin, place.span.begin + span.end}};
  return place;
}

}  // namespace safeops
