#pragma once

#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/resource.hpp"
#include "flux/transformer_config.hpp"

namespace safeops::flux {

// kustomize's transformers. Each takes the value of its field of the kustomization and changes the list as that field asks; the
// values it writes keep the place in the kustomization that holds them. All throw Refusal for what kustomize refuses.

void set_namespace(ResourceList& list, const yaml::Node& value, const FieldSpecs& fields);
void add_prefix(ResourceList& list, const yaml::Node& value, const FieldSpecs& fields);
void add_suffix(ResourceList& list, const yaml::Node& value, const FieldSpecs& fields);
void add_labels(ResourceList& list, const yaml::Node& entry, const TransformerConfig& config);  // one entry of `labels`
void add_pairs(ResourceList& list, const yaml::Node& pairs, const FieldSpecs& fields);          // commonLabels, commonAnnotations
void set_image(ResourceList& list, const yaml::Node& entry, const FieldSpecs& fields, std::vector<Problem>& problems);
void set_replicas(ResourceList& list, const yaml::Node& entry, const FieldSpecs& fields);

// What a build does once, at its end and in this order.
void add_hashes(ResourceList& list);
void fix_references(ResourceList& list, const std::vector<NameReferences>& references);
void drop_local(ResourceList& list);
void sort(ResourceList& list, const yaml::Node& options);  // sortOptions
void drop_build_metadata(ResourceList& list);              // what objects bring along of it
// One of buildMetadata; `directory` is that of the kustomization, which paths are told from.
void add_build_metadata(ResourceList& list, const yaml::Node& option, std::string_view directory, std::vector<Problem>& problems);

}  // namespace safeops::flux
