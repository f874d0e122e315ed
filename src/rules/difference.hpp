#pragma once

#include "yaml/node.hpp"

namespace safeops::rules {

// The first value of `after` that is new or other than in `before`, as deep as it can be named; `after` itself where something
// was only taken out. Ask it of two that are not the same.
const yaml::Node& first_difference(const yaml::Node& before, const yaml::Node& after);

}  // namespace safeops::rules
