#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace safeops::text {

// How many insertions, deletions, replacements and swaps of neighbours make `from` into `to` (optimal string alignment distance).
std::size_t edit_distance(std::string_view from, std::string_view to);

// The candidates a person who typed `word` may have meant, best first, at most three; empty when none is close.
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

// The end of a sentence about an unknown word: "; did you mean `backend`?", or nothing when no candidate is close.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace safeops::text
