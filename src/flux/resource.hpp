#pragma once

#include <compare>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "flux/field_spec.hpp"
#include "flux/object.hpp"

namespace safeops::flux {

// The namespace kustomize gives to what has none, where it tells objects apart.
inline constexpr std::string_view no_namespace = "_non_namespaceable_";

// What kustomize tells objects apart by. The namespace is as it counts: none and `default` are one.
struct ResourceId {
  Type type;
  std::string namespace_;
  std::string name;

  auto operator<=>(const ResourceId&) const = default;
};

ResourceId resource_id(const Object& object);

// How a generated ConfigMap or Secret meets one of the same name.
enum class Behavior { create, merge, replace };

// Where an object entered the build.
struct Entrance {
  const text::Source* file = nullptr;  // that holds it, or the configuration of its generator; null for none
  yaml::Node generator;                // apiVersion, kind, and the name and namespace of its configuration; null for no generator
};

// An object on its way through a kustomize build. What kustomize remembers of it, it keeps in annotations: who throws the
// annotations away in a patch, makes it forget.
struct Resource {
  explicit Resource(Object from) : object(std::move(from)) {}

  struct Name {
    std::string kind;
    std::string namespace_;
    std::string name;
  };

  Object object;
  std::vector<Name> previous;  // what it was called before each renaming, oldest first
  std::vector<std::string> prefixes;
  std::vector<std::string> suffixes;
  std::vector<std::string> variables;  // the `vars` that read it
  Entrance entrance;
  bool generated = false;
  bool needs_hash = false;
  Behavior behavior = Behavior::create;

  [[nodiscard]] Type type() const { return type_of(object.root()); }
  [[nodiscard]] ResourceId id() const;
  [[nodiscard]] ResourceId original_id() const { return previous.empty() ? id() : id_of(previous.front()); }
  [[nodiscard]] std::vector<ResourceId> all_ids() const;  // the former ones first
  [[nodiscard]] bool was(const ResourceId& id) const;     // now or before
  [[nodiscard]] bool is_cluster_wide() const;
  [[nodiscard]] bool is_remembered() const { return generated || !previous.empty() || !prefixes.empty() || !suffixes.empty(); }
  [[nodiscard]] ResourceId id_of(const Name& name) const { return {type_with(name.kind), name.namespace_, name.name}; }
  void remember_id();
  void forget();

 private:
  [[nodiscard]] Type type_with(const std::string& kind) const;
};

// True for the types that kustomize knows to be outside of namespaces, version and all; any other counts as namespaced.
bool is_cluster_wide(std::string_view api_version, std::string_view kind);

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
  // Throws Refusal when two items have the same id; `doing` is what brought it about.
  void require_different_ids(text::Place place, std::string_view doing);
  // Selecting by pattern looks at every item. False when this build has done so more often than any honest one needs.
  [[nodiscard]] bool may_look_at_all();
  // There are objects in the cluster's list that are not here: those of a remote resource or component.
  void note_missing() { misses_ = true; }
  [[nodiscard]] bool misses_some() const { return misses_; }
  // What patches have cost so far, see apply_strategic_merge.
  [[nodiscard]] std::size_t& work() { return work_; }

 private:
  // Positions of the items that may have, or have had, the id; ascending, each once.
  std::vector<std::size_t> candidates(const ResourceId& id);
  void index(const Resource& item, std::size_t position);

  std::vector<Resource> items_;
  std::unordered_multimap<std::size_t, std::size_t> positions_;  // by the id's hash; an outdated one does no harm
  std::size_t indexed_ = 0;                                      // items, from the first
  std::size_t looks_ = 0;
  std::size_t work_ = 0;
  bool misses_ = false;
};

}  // namespace safeops::flux
