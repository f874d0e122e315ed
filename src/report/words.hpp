#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "gate/verdict.hpp"

// The words the formats share.
namespace safeops::report {

// "0 errors", "1 error", "2 errors".
std::string counted(std::size_t number, std::string_view noun);

// "and 3 more findings": the end of a list that was cut.
std::string and_more(std::size_t number, std::string_view noun);

// The places a finding points at that are shown; `related_left_out` counts the others.
std::span<const Related> shown_related(const Finding& finding);
std::size_t related_left_out(const Finding& finding);

// What a finding is called: "stop" for a hard stop, else its level.
std::string_view severity(const Judged& judged);

std::string replaced(std::string_view text, std::string_view from, std::string_view to);

// Without `##[`, which the GitHub runner takes for a command anywhere in a line of a log: `##(`, as wide as before.
std::string without_commands(std::string_view text);

// A string from the repository as one line of valid UTF-8, with nothing hidden and no command in it, but perhaps with markup.
// Past 1,000 bytes it is cut: "...".
std::string shown(std::string_view bytes);

// The same as a sentence: ends with a full stop unless it already ends like one.
std::string sentence(std::string_view bytes);

// "path:line:column" of the start of a place, "path:line" without the column; empty when it names no file.
std::string spot(const text::Place& place);
std::string spot_line(const text::Place& place);

}  // namespace safeops::report
