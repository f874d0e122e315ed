#pragma once

#include <map>
#include <string>

#include "flux/field_spec.hpp"
#include "flux/resource.hpp"

namespace safeops::flux {

// kustomize's deprecated `vars`: a name for a field of an object, written `$(NAME)` elsewhere.
class VariableSet {
 public:
  // Adds those of one kustomization, and marks in its objects which ones they read. Throws Refusal for a name that is taken and
  // for one that means several objects.
  void add(const yaml::Node& entries, ResourceList& list);
  // Adds those of a base.
  void merge(const VariableSet& other);

  // Puts the values in wherever the fields hold a reference. Throws Refusal for a variable without a value.
  void resolve(ResourceList& list, const FieldSpecs& fields) const;

 private:
  void insert(const std::string& name, const yaml::Node& entry);

  std::map<std::string, yaml::Node> entries_;
};

}  // namespace safeops::flux
