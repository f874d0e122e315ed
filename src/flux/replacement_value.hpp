#pragma once

#include "yaml/node.hpp"

namespace safeops::flux {

// The value of a replacement's source, or the part of it that `options` (delimiter, index) ask for. Throws Refusal.
yaml::Node take_part(const yaml::Node& value, const yaml::Node& options);

// Puts the value where it is to go, or makes it the part that `options` ask for. A plain value keeps its type, a text stays a
// text. Throws Refusal.
void put_value(yaml::Node& target, const yaml::Node& value, const yaml::Node& options);

}  // namespace safeops::flux
