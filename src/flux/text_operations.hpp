#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace safeops::flux {

// The longest value that a pattern is taken off, and the longest pattern: trying every part of a long one would take minutes.
inline constexpr std::size_t longest_trimmed = 256;

// What an operator of `${name<operator>...}` makes of a value, as fluxcd/pkg/envsubst does, in bytes. `operation` is as written;
// the operators that give a default are not among them. Requires, for `#`, `##`, `%` and `%%` with an argument, no text longer
// than `longest_trimmed`, and for a change of case ASCII.
std::string apply_operation(std::string_view operation, std::string_view value, const std::vector<std::string>& arguments);

}  // namespace safeops::flux
