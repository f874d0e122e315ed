#pragma once

#include <string>
#include <string_view>

#include "change/change.hpp"

namespace safeops::rules {

// A stretch of the SQL an effect stands in, as it is written, on one line. Empty where it is too long to quote or interrupted by
// comments.
std::string line_of(const SchemaEffect& effect, sql::Span span);

// Where the word (or words, one blank between them) stands in a line, in any letter case; npos for nowhere. Names that only
// contain it do not count.
std::size_t find_word(std::string_view line, std::string_view word);

}  // namespace safeops::rules
