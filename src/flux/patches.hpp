#pragma once

#include "flux/delivery.hpp"
#include "flux/patch_text.hpp"
#include "flux/resource.hpp"

namespace safeops::flux {

// The three fields of a kustomization that hold patches, one entry at a time. All throw Refusal. A target that selects nothing is
// a note.
void apply_patch(ResourceList& list, const yaml::Node& entry, PatchFiles files, std::vector<Problem>& problems);
void apply_strategic_merge_patches(ResourceList& list, const yaml::Node& entries, PatchFiles files,
                                   std::vector<Problem>& problems);
void apply_json6902_patch(ResourceList& list, const yaml::Node& entry, PatchFiles files, std::vector<Problem>& problems);

}  // namespace safeops::flux
