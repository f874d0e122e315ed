#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "yaml/node.hpp"

namespace safeops::flux {

// The type of an object, or which types are meant; in the latter case an empty part stands for any.
struct Type {
  std::string group;
  std::string version;
  std::string kind;

  auto operator<=>(const Type&) const = default;
  [[nodiscard]] bool covers(const Type& type) const;
};

// "apps/v1" and a kind.
Type type_of(std::string_view api_version, std::string_view kind);
Type type_of(const yaml::Node& object);

// The order in which kustomize sorts types: what others need first, then by name.
bool comes_before(const Type& one, const Type& other);

// A field of all objects of some types, as kustomize's transformers are told of it.
struct FieldSpec {
  FieldSpec() = default;
  FieldSpec(Type type, std::string path, bool create = false);

  Type type;
  std::string path;               // keys joined by '/'; `\/` is a slash inside a key, `[]` after a key says that it holds a list
  bool create = false;            // make what is missing on the way
  std::vector<std::string> keys;  // of the path
};

using FieldSpecs = std::vector<FieldSpec>;

// Adds the fields that are not there yet, in kustomize's order. Throws Refusal for one that is there with another `create`.
void merge(FieldSpecs& into, const FieldSpecs& added);

}  // namespace safeops::flux
