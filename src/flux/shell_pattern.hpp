#pragma once

#include <optional>
#include <string_view>

namespace safeops::flux {

// Does a shell pattern match all of `text`? `*` any characters, `?` one, `[a-z]` and `[^a-z]` one of some, `\` takes the next one
// as it is, as Go's path.Match reads them; a slash is nothing special. None for a malformed pattern. Takes at most the product of
// the two lengths in steps.
std::optional<bool> matches_pattern(std::string_view pattern, std::string_view text);

}  // namespace safeops::flux
