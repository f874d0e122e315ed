#pragma once

#include "flux/merge_schema.hpp"
#include "yaml/node.hpp"

namespace safeops::flux {

// Merges two items of a list; either may be null. Answers one of them, changed, or null when nothing is left.
class ItemMerger {
 public:
  virtual yaml::Node* merge_item(yaml::Node* held, yaml::Node* patch, const MergeField& field) = 0;

 protected:
  ~ItemMerger() = default;
};

// Merges the items of a patch into a list, by the keys of the field: patched and new ones first, in the patch's order, then the
// others. Items without a key, or with only one of two, meet the fate kustomize 5 prepares for them. `patch` may be null (which
// still merges items of the same key) and may be `held` itself. The caller bounds the lists.
void merge_keyed_list(yaml::Node& held, yaml::Node* patch, const MergeField& field, ItemMerger& merger);

}  // namespace safeops::flux
