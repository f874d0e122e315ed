#pragma once

#include <string_view>

namespace safeops {

// Does a policy pattern match a repository path? A pattern without `*`, `?` names a file or a directory and everything below
// it; `*` and `?` stay inside one component, `**` crosses them. A leading `./` and a trailing `/` mean nothing. Bounded: time is
// the product of the two lengths whatever the pattern.
bool glob_matches(std::string_view pattern, std::string_view path);

// The same matching without the directory rule: the whole path must match.
bool wildcard_matches(std::string_view pattern, std::string_view path);

}  // namespace safeops
