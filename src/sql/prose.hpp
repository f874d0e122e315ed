#pragma once

#include <string_view>
#include <vector>

#include "text/source.hpp"

namespace safeops::sql {

// The string literals and comments of an SQL text, in order: what is not code. Dollar strings hold code, and are looked into, one
// in the other.
std::vector<text::Span> prose_of(std::string_view sql);

}  // namespace safeops::sql
