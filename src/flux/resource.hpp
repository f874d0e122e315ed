#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
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

ResourceId resource_id(const Object& object);

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

  [[nodiscard]] ResourceId id() const { return resource_id(object); }
  [[nodiscard]] ResourceId original_id() const { return previous.empty() ? id() : previous.front(); }
  [[nodiscard]] bool was(const ResourceId& id) const;  // now or before
  [[nodiscard]] bool is_cluster_wide() const;
  void remember_id() { previous.push_back(id()); }
};

// True for the kinds Kubernetes itself keeps outside of namespaces. A custom kind counts as namespaced, as for kustomize.
bool is_cluster_wide(std::string_view group, std::string_view kind);

// The objects of one kustomization, in order. An id is looked up in constant time.
class ResourceList {
 public:
  [[nodiscard]] std::vector<Resource>& items() { return items_; }
  [[nodiscard]] const std::vector<Resource>& items() const { return items_; }

  // Null when the id is new and `resource` was appended, else the first that has it (and `resource` is as it was).
  Resource* append(Resource&& resource);
  // All that have, or had, the id, in order.
  std::vector<Resource*> find(const ResourceId& id);
  // One of the items may have another id now.
  void note_id(const Resource& item);
  // Any may, or the items are others: the next look-up goes through all of them again.
  void forget_ids();
  // Selecting by pattern looks at every item. False when this build has done so more often than any honest one needs.
  [[nodiscard]] bool may_look_at_all();

 private:
  // Positions of the items that may have, or have had, the id; ascending, each once.
  std::vector<std::size_t> candidates(const ResourceId& id);
  void index(const ResourceId& id, std::size_t position);

  std::vector<Resource> items_;
  std::unordered_multimap<std::size_t, std::size_t> positions_;  // by the id's hash; an outdated one does no harm
  std::size_t indexed_ = 0;                                      // items, from the first
  std::size_t looks_ = 0;
};

}  // namespace safeops::flux
