#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "flux/flux_kustomization.hpp"
#include "flux/tree_scan.hpp"
#include "flux/unit_builder.hpp"

namespace safeops::flux {

// Finds the entry points of a repository with Flux objects and follows them to all units.
class FluxDiscovery {
 public:
  FluxDiscovery(const git::Snapshot& snapshot, UnitBuilder& builder) : snapshot_(snapshot), builder_(builder) {}

  // False when none of the files holds a Flux object.
  bool load(const std::vector<git::Entry>& files);
  void run(Delivery& delivery);

 private:
  // A Kustomization to be followed. `root` counts the entry points: each stands for a cluster of its own.
  struct Pending {
    Object kustomization;
    std::string applied_by;
    bool suspend;
    std::size_t root;
  };
  using ConfigMaps = std::map<std::pair<std::string, std::string>, yaml::Node>;  // namespace and name -> data

  [[nodiscard]] std::vector<Object> entry_points();
  [[nodiscard]] std::vector<Object> undelivered();
  void follow_all(Delivery& delivery);
  void follow(const Pending& pending, Delivery& delivery);
  [[nodiscard]] Unit describe(const Pending& pending) const;
  [[nodiscard]] bool is_own_source(const Pending& pending, Delivery& delivery);
  [[nodiscard]] Variables variables_of(const Pending& pending);
  void keep_config_maps(const Build& build, std::size_t root);

  const git::Snapshot& snapshot_;
  UnitBuilder& builder_;
  std::vector<Object> sync_roots_;
  std::vector<Object> declared_;
  std::deque<Pending> queue_;
  std::vector<SourceReference> sources_;                                          // of each root
  std::set<std::pair<std::size_t, std::string>> seen_;                            // root and unit name
  std::set<SourceReference> foreign_;                                             // noted already
  std::map<std::size_t, ConfigMaps> config_maps_;                                 // by root
  std::set<std::pair<std::size_t, std::pair<std::string, std::string>>> wanted_;  // ConfigMaps asked for before they were found
};

// The units of a repository without Flux objects: overlays no other kustomization uses, else directories of plain manifests.
void find_plain_units(const TreeScan::Found& found, const git::Snapshot& snapshot, UnitBuilder& builder, Delivery& delivery);

}  // namespace safeops::flux
