#include "rules/rule.hpp"
#include "rules/cause.hpp"
#include "rules/data_plane.hpp"
#include "rules/flux_guard.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view guard = "kustomize.toolkit.fluxcd.io/prune";

// Guarded at base, and by its Kustomization alone: it did not prune.
bool prune_turned_on(const Resource& before, const Resource& after) {
  return !before.unit->prune && after.unit->kustomization;
}

text::Place cause(const Change& change, const Cluster* before, const Cluster& after) {
  if (!before) return cause_of_delivery(change, *after.resource);
  if (prune_turned_on(*before->resource, *after.resource)) return after.resource->unit->kustomization->place("spec.prune");
  return after.object().at("metadata.annotations")[guard] ? after.object().at("metadata.annotations")[guard].place()
                                                          : after.field("metadata.annotations");
}

void check(const Change& change, Findings& out) {
  for (const Cluster& after : change.head().clusters()) {
    if (!after.deployed() || !is_pruned(*after.resource)) continue;
    if (after.object().at("metadata.annotations")[guard].is_opaque()) continue;
    const Cluster* before = counterpart(change.base(), after);
    if (before && is_pruned(*before->resource)) continue;
    const std::string& unit = after.resource->unit->name;
    out.add({.place = cause(change, before, after),
             .about = after.resource,
             .what = before ? fmt::format("{} loses what kept {} from pruning it", after.text(), unit)
                            : fmt::format("{} has no guard against pruning, and {} prunes", after.text(), unit),
             .why =
                 "One change that no longer leads to it, a renamed directory or a lost line, and Flux deletes the Cluster; its "
                 "volumes belong to it and go too. CloudNativePG has no deletion protection.",
             .next = fmt::format("Annotate the Cluster with `{}: disabled`. Retiring it then takes a deletion by hand.", guard)});
  }
}

}  // namespace

extern constinit const Rule cnpg_prune_unguarded{
    .title = "Nothing keeps Flux from pruning a database", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
