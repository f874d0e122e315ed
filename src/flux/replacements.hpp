#pragma once

#include "flux/delivery.hpp"
#include "flux/patch_text.hpp"
#include "flux/resource.hpp"
#include "flux/shape.hpp"

namespace safeops::flux {

// The fields of a replacement, and those of what it may be in a kustomization: a replacement or a `path` to some.
extern const Shape replacement_entry_shape;

// Copies values from one object into others, as the entries of `replacements` say. Copied values keep the place they come from.
// Throws Refusal.
void apply_replacements(ResourceList& list, const yaml::Node& entries, PatchFiles files, std::vector<Problem>& problems);

}  // namespace safeops::flux
