#pragma once

#include <compare>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "flux/object.hpp"

namespace safeops::flux {

// What kustomize tells objects apart by: with the API version, and the namespace as it counts (none and `default` are one, a
// cluster-wide object has none).
struct ResourceId {
  std::string group;
  std::string version;
  std::string kind;
  std::string namespace_;
  std::string name;

  auto operator<=>(const ResourceId&) const = default;
};

// How a generated ConfigMap or Secret meets one of the same name.
enum class Behavior { create, merge, replace };

// An object on its way through a kustomize build.
struct Resource {
  explicit Resource(Object from) : object(std::move(from)) {}

  Object object;
  std::vector<ResourceId> previous;  // what it was called before each renaming, oldest first
  std::vector<std::string> affixes;  // name prefixes and suffixes given, in order
  bool needs_hash = false;
  Behavior behavior = Behavior::create;

  [[nodiscard]] ResourceId id() const;
  [[nodiscard]] ResourceId original_id() const { return previous.empty() ? id() : previous.front(); }
  [[nodiscard]] bool was(const ResourceId& id) const;  // now or before
  [[nodiscard]] bool is_cluster_wide() const;
  void remember_id() { previous.push_back(id()); }
};

// True for the kinds Kubernetes itself keeps outside of namespaces. A custom kind counts as namespaced, as for kustomize.
bool is_cluster_wide(std::string_view group, std::string_view kind);

// The objects of one kustomization, in order.
class ResourceList {
 public:
  [[nodiscard]] std::vector<Resource>& items() { return items_; }
  [[nodiscard]] const std::vector<Resource>& items() const { return items_; }

  // Null when the id is new and `resource` was appended, else the one that has it.
  Resource* append(Resource resource);
  // All that have, or had, the id.
  std::vector<Resource*> find(const ResourceId& id);
  // Names may have changed: the next append looks again.
  void forget_ids() { ids_.clear(); }

 private:
  std::vector<Resource> items_;
  std::set<ResourceId> ids_;  // of all items, or empty
};

}  // namespace safeops::flux
