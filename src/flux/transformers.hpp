#pragma once

#include <vector>

#include "flux/delivery.hpp"
#include "flux/resource.hpp"

namespace safeops::flux {

// kustomize's transformers. Each takes the value of its field of the kustomization and changes the list as that field asks; the
// values it writes keep the place in the kustomization that holds them.

void set_namespace(ResourceList& list, const yaml::Node& value);
void add_prefix(ResourceList& list, const yaml::Node& value);
void add_suffix(ResourceList& list, const yaml::Node& value);
void add_labels(ResourceList& list, const yaml::Node& entries, std::vector<Problem>& problems);
void add_common_labels(ResourceList& list, const yaml::Node& pairs);
void add_common_annotations(ResourceList& list, const yaml::Node& pairs);
void set_images(ResourceList& list, const yaml::Node& entries, std::vector<Problem>& problems);
void set_replicas(ResourceList& list, const yaml::Node& entries, std::vector<Problem>& problems);

// What a build does once, at its end and in this order.
void add_hashes(ResourceList& list);
void fix_references(ResourceList& list);
void drop_local(ResourceList& list);
void sort_as_legacy(ResourceList& list);

}  // namespace safeops::flux
