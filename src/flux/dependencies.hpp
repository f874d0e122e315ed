#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "flux/delivery.hpp"

namespace safeops::flux {

// A Flux Kustomization or HelmRelease, and what must be ready before it is applied.
struct Dependent {
  struct Entry {
    std::string name;                   // namespace/name
    text::Place place;                  // of the name in `dependsOn`
    bool is_opaque = false;             // named by what is only known in the cluster
    const Dependent* target = nullptr;  // null: nothing of that name is applied to the cluster
  };

  const Object* object = nullptr;
  std::string_view cluster;  // Unit::cluster
  std::string name;          // namespace/name
  std::vector<Entry> depends_on;
  std::vector<const Dependent*> wanted_by;  // the other way round
  std::size_t position = 0;                 // in Dependencies::all()
  std::size_t circle = 0;                   // equal for all that wait for each other, directly or through others

  [[nodiscard]] std::string text() const { return object->id().text(); }
};

// The order `dependsOn` gives to what one revision applies. It orders Kustomizations among themselves and HelmReleases among
// themselves, inside one cluster, and it goes by readiness: who is waited for must wait for what it applies (`wait`,
// `healthChecks`), or is ready as soon as that is applied (kustomize-controller: checkDependencies).
class Dependencies {
 public:
  // The delivery must outlive it.
  explicit Dependencies(const Delivery& delivery);
  Dependencies(Dependencies&&) = default;
  Dependencies(const Dependencies&) = delete;
  Dependencies& operator=(Dependencies&&) = default;
  Dependencies& operator=(const Dependencies&) = delete;
  ~Dependencies() = default;

  [[nodiscard]] const std::deque<Dependent>& all() const { return all_; }  // in unit order
  // Null when there is none. `name` is namespace/name.
  [[nodiscard]] const Dependent* find(std::string_view cluster, std::string_view kind, std::string_view name) const;
  [[nodiscard]] const Dependent* find(const Unit& unit) const;
  // Is everything known that is applied to the cluster? Not when a unit's source is another repository, does not build or names
  // something remote, and not with the operator's ResourceSets.
  [[nodiscard]] bool sees_all(std::string_view cluster) const { return !partly_seen_.contains(cluster); }
  // Which wait for it, directly or through others, by position. Costs what they and their entries are.
  [[nodiscard]] std::vector<bool> waiting_for(const Dependent& target) const;
  // The shortest way from one to the other along `dependsOn`, both included; empty when there is none.
  [[nodiscard]] std::vector<const Dependent*> path(const Dependent& from, const Dependent& to) const;

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;  // cluster, kind, name

  void add(const Object& object, std::string_view cluster);
  void link();

  std::deque<Dependent> all_;
  std::map<Key, Dependent*> by_key_;
  std::set<std::string_view> partly_seen_;
};

// Does the Kustomization become ready only when this object of it is: spec.wait, or an entry of spec.healthChecks? What
// spec.healthCheckExprs adds is when an object counts as ready, never that it is waited for (kustomize-controller: checkHealth).
bool awaits(const Unit& unit, const Object& object);

}  // namespace safeops::flux
