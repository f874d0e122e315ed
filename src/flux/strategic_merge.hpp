#pragma once

#include "flux/object.hpp"

namespace safeops::flux {

// Applies a strategic merge patch as kustomize 5 does: maps are merged, null and `$patch: delete` remove, `$patch: replace`
// replaces, lists of Kubernetes' own kinds that have a merge key are merged by it (patched and new items first), all other lists
// are replaced. Every value taken from the patch keeps its place there. False when the patch deletes the object. Throws Refusal
// where patch and object have values of different kinds, and when `work`, to which the comparisons of list items are added, is
// more than any honest build needs.
bool apply_strategic_merge(Object& object, yaml::Node patch, std::size_t& work);

}  // namespace safeops::flux
