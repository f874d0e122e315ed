#pragma once

#include <string>

#include "yaml/node.hpp"

namespace safeops::flux {

// A value as Go's encoding/json writes it: keys sorted, no blanks, `<`, `>`, `&` and the line separators escaped. The bytes the
// name suffixes of generated ConfigMaps and Secrets are computed from.
std::string canonical_json(const yaml::Node& value);

}  // namespace safeops::flux
