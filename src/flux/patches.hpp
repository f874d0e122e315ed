#pragma once

#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/resource.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// What the `patches` fields of one kustomization need to know.
struct PatchContext {
  std::string_view directory;  // paths count from here
  TreeReader& reader;
  std::vector<Problem>& problems;
};

void apply_patches(ResourceList& list, const yaml::Node& entries, PatchContext context);
void apply_patches_strategic_merge(ResourceList& list, const yaml::Node& entries, PatchContext context);
void apply_patches_json6902(ResourceList& list, const yaml::Node& entries, PatchContext context);

}  // namespace safeops::flux
