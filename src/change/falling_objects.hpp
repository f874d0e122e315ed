#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops {

// What goes with the one thing that an effect takes away (a drop of several has an effect for each), as the schema at base knows
// it. Empty for what it does not know.
std::vector<sql::Falling> falling_with(const SchemaEffect& drop);

}  // namespace safeops
