#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/source.hpp"

namespace safeops::report {

// The nearest offset at or before `offset` where a UTF-8 character begins (bytes that are no UTF-8 begin one each).
std::size_t character_begin(std::string_view bytes, std::size_t offset);

// The part of a place that lies on its first line. The place must name a file; a span past its end is pulled back.
text::Span on_first_line(const text::Place& place);

// Both ends of it as people count; `end` is the column after the last one.
struct Region {
  text::Position begin;
  text::Position end;
};
Region first_line_region(const text::Place& place);

// A source line to print over a caret, safe for a terminal. Lines wider than 200 columns are cut around the span: "...".
struct Excerpt {
  std::uint32_t line = 1;
  std::string text;
  std::size_t caret_column = 0;  // terminal columns before the caret
  std::size_t caret_width = 1;   // at least 1
};
std::optional<Excerpt> excerpt_of(const text::Place& place);  // none when there is no text to show

}  // namespace safeops::report
