#pragma once

#include <memory>
#include <vector>

#include "flux/field_spec.hpp"

namespace safeops::flux {

// Fields that hold the names of objects of one type.
struct NameReferences {
  Type target;
  FieldSpecs fields;
};

// Which fields kustomize's transformers change.
struct TransformerConfig {
  FieldSpecs name_prefix;
  FieldSpecs name_suffix;
  FieldSpecs name_space;
  FieldSpecs common_labels;
  FieldSpecs labels;  // of every entry of `labels`; empty unless configured
  FieldSpecs template_labels;
  FieldSpecs common_annotations;
  std::vector<NameReferences> name_references;
  FieldSpecs variable_references;
  FieldSpecs images;
  FieldSpecs replicas;
};

using SharedConfig = std::shared_ptr<const TransformerConfig>;

// What kustomize starts with.
const SharedConfig& default_config();

// The fields of both; `one` may be null. Throws Refusal when they contradict each other.
SharedConfig merge(const SharedConfig& one, const SharedConfig& other);

// A list of fields as kustomize's files write them.
FieldSpecs read_fields(const yaml::Node& list);

// A file of `configurations`. Throws Refusal for what is no configuration.
SharedConfig read_config(const yaml::Node& root);

// What a file of `crds` (OpenAPI definitions with x-kubernetes- marks) says about the fields of custom kinds.
SharedConfig read_definitions(const yaml::Node& root);

}  // namespace safeops::flux
