#pragma once

#include <optional>
#include <string>

#include "yaml/node.hpp"

namespace safeops::flux {

// What kept an operation of a JSON patch from being applied.
struct PatchFault {
  text::Place place;
  std::string message;
};

// Applies a JSON patch (RFC 6902), a list of operations, in order. Stops at the first fault; the operations before it stay
// applied. Added and replaced values keep their places in the patch.
std::optional<PatchFault> apply_json_patch(yaml::Node& root, const yaml::Node& operations);

}  // namespace safeops::flux
