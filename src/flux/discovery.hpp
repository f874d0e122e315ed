#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "flux/flux_kustomization.hpp"
#include "flux/ignore_rules.hpp"
#include "flux/prefetch.hpp"
#include "flux/tree_scan.hpp"
#include "flux/unit_builder.hpp"
#include "flux/variable_sources.hpp"

namespace safeops::flux {

// Finds the entry points of a repository with Flux objects and follows them to all units. Sync roots are entry points; only where
// there are none, EntryPoints guesses.
class FluxDiscovery {
 public:
  FluxDiscovery(const git::Snapshot& snapshot, UnitBuilder& builder, Prefetch& prefetch)
      : snapshot_(snapshot), builder_(builder), prefetch_(prefetch) {}

  // False when none of the files holds a Flux object.
  bool load(const TreeScan::Found& found);
  void run(Delivery& delivery);

 private:
  // An entry point: it stands for a cluster of its own.
  struct Root {
    Object kustomization;
    SourceReference source;
    IgnoreRules rules;
    VariableSources variables;
    std::string cluster;  // Unit::cluster
  };
  // A Kustomization to be followed.
  struct Pending {
    Object kustomization;
    std::string applied_by;
    bool left_is_meant;  // a `${` in it
    std::size_t root;
  };

  void load(const Object& object, bool sync_file);
  void read_ignore_files(std::vector<git::Entry> files);
  [[nodiscard]] IgnoreRules rules_of(const Object& kustomization) const;
  void guess_roots();
  bool follow_all(Delivery& delivery);
  std::size_t look_ahead();
  void follow(const Pending& pending, Delivery& delivery);
  [[nodiscard]] Unit describe(const Pending& pending);
  // name@cluster, or where that is not known the file that declares it. Two guessed entry points may lead to
  // the same file: then the second and all others have the place of theirs behind it.
  std::string id_of(const Pending& pending);
  [[nodiscard]] std::shared_ptr<const Build> build(const Pending& pending, const Variables& variables, Delivery& delivery);
  void note_stand_in(const Object& kustomization, Delivery& delivery);
  [[nodiscard]] std::string why_unknown(const Pending& pending) const;
  void take_in(const Unit& unit, std::size_t root, Delivery& delivery);

  const git::Snapshot& snapshot_;
  UnitBuilder& builder_;
  Prefetch& prefetch_;
  bool any_ = false;
  std::vector<Object> sync_roots_;
  std::vector<Object> declared_;
  std::vector<git::Entry> kustomizations_;
  IgnoreRules ignore_files_;
  std::map<SourceReference, std::vector<yaml::Node>> source_ignores_;  // spec.ignore, of each that is called so
  std::vector<Root> roots_;
  std::deque<Pending> queue_;
  std::set<std::pair<std::size_t, std::string>> seen_;  // root and unit name
  std::set<std::string> ids_;
  std::set<std::string> noted_;
};

// The units of a repository without Flux objects: overlays no other kustomization uses, else directories of plain manifests.
void find_plain_units(const TreeScan::Found& found, const git::Snapshot& snapshot, UnitBuilder& builder, Delivery& delivery);

}  // namespace safeops::flux
