#pragma once

#include "flux/object.hpp"

namespace safeops::flux {

// Applies a strategic merge patch: maps are merged, null and `$patch: delete` remove, `$patch: replace` replaces, lists of
// Kubernetes' own kinds that have a merge key are merged by it (patched and new items first, as kustomize orders them), all
// other lists are replaced. Every value taken from the patch keeps its place there. False when the patch deletes the object.
bool apply_strategic_merge(Object& object, const yaml::Node& patch);

}  // namespace safeops::flux
