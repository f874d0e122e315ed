#pragma once

#include <string>
#include <string_view>

#include "change/change.hpp"

namespace safeops::rules {

// A stretch of SQL with one blank where there is any room between tokens, without comments. Empty for a span outside of the text
// or too long to look through.
std::string one_line(std::string_view text, sql::Span span);

// Short enough for a message, and nothing in it that would break one.
bool is_quotable(std::string_view line);

// A stretch of the SQL an effect stands in, as it is written, on one line. Empty where it is too long to quote.
std::string line_of(const SchemaEffect& effect, sql::Span span);

// Where the word (or words, one blank between them) stands in a line, in any letter case; npos for nowhere. Names that only
// contain it do not count.
std::size_t find_word(std::string_view line, std::string_view word);

}  // namespace safeops::rules
