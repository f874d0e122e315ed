#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "flux/flux_kustomization.hpp"
#include "flux/ignore_rules.hpp"
#include "flux/prefetch.hpp"
#include "flux/unit_builder.hpp"

namespace safeops::flux {

// Guesses where Flux starts in a repository without a sync root (its clusters were bootstrapped by something kept elsewhere).
// Every declared Kustomization that no other delivers may be the start, except
//  - one in a file that a kustomization takes for a patch: it changes Kustomizations and is none itself;
//  - one that is switched off: the kustomization next above its file is part of a build that delivers Kustomizations, and this
//  one
//    is not among them. One that delivers others itself is believed all the same;
//  - one left behind: nothing is at its path, while others here deliver Kustomizations.
// One whose source may well be another repository, as that of most is not, delivers nothing.
class EntryPoints {
 public:
  // All references must outlive it. `kustomizations`: every file that makes its directory one.
  EntryPoints(const git::Snapshot& snapshot, UnitBuilder& builder, Prefetch& prefetch,
              const std::vector<git::Entry>& kustomizations);

  // In their order. If all deliver each other, the first has to do.
  std::vector<Object> among(std::vector<Object> declared, const std::function<IgnoreRules(const Object&)>& rules_of);
  // The source that stands for this repository where this is the start: its own where something is at its path here.
  [[nodiscard]] SourceReference source_behind(const Object& entry) const;

 private:
  // Where an object is written tells it apart from others: its namespace may come from the overlay that delivers it.
  using Written = std::pair<std::string_view, std::uint32_t>;
  using Paths = std::set<std::string, std::less<>>;

  static Written written_at(const Object& object);
  void remove_patches(std::vector<Object>& declared);
  void take_in(const Object& kustomization, const Build& build);
  [[nodiscard]] bool is_entry(const Object& kustomization) const;
  [[nodiscard]] bool is_switched_off(const Object& kustomization) const;

  const git::Snapshot& snapshot_;
  UnitBuilder& builder_;
  Prefetch& prefetch_;
  const std::vector<git::Entry>& kustomizations_;
  Paths directories_;  // of them
  Paths governed_;     // those that a build which delivers Kustomizations has read
  std::set<Written> delivered_;
  std::set<Written> delivering_;
  SourceReference usual_;
};

}  // namespace safeops::flux
