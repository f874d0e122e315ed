#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// The problems of one kind in a file's YAML at head that its YAML at base had not.
std::vector<const yaml::Problem*> new_problems(const WatchedFile& file, yaml::Problem::Kind kind);

}  // namespace safeops::rules
