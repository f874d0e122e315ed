#include "rules/rule.hpp"
#include "rules/data_plane.hpp"
#include "rules/operator_version.hpp"

namespace safeops::rules {
namespace {

const yaml::Node& in_tree(const Cluster& cluster) {
  return cluster.object().at("spec.backup.barmanObjectStore");
}

// Neither what the Cluster says of its backups nor the operator's version changes.
bool was_so(const Change& change, const Cluster& cluster, const OperatorRisk& risk) {
  const Cluster* before = counterpart(change.base(), cluster);
  if (!before || !in_tree(*before).same_data(in_tree(cluster))) return false;
  const auto then = operator_risk(change.base(), *before);
  return then && then->what == risk.what;
}

void check(const Change& change, Findings& out) {
  for (const Cluster& cluster : change.head().clusters()) {
    if (!cluster.deployed() || !in_tree(cluster).is_map()) continue;
    const auto risk = operator_risk(change.head(), cluster);
    if (!risk || was_so(change, cluster, *risk)) continue;
    const bool by_operator = change.touches(risk->place.source) && !change.touches(in_tree(cluster).place().source);
    out.add({.place = by_operator ? risk->place : cluster.field("spec.backup.barmanObjectStore"),
             .about = cluster.resource,
             .what = fmt::format("{} is backed up by in-tree Barman, and {}", cluster.text(), risk->what),
             .why = "CloudNativePG 1.31 no longer has `spec.backup.barmanObjectStore`. With that version WAL archiving and base "
                    "backups end, and the Cluster stays Ready.",
             .next =
                 "Move to the plugin `barman-cloud.cloudnative-pg.io` (Cluster, ObjectStore and ScheduledBackup together), and "
                 "hold the operator below 1.31 until that has proved itself.",
             .related = {
                 {by_operator ? in_tree(cluster).place() : risk->place, by_operator ? "the in-tree store" : "the operator"}}});
  }
}

}  // namespace

extern constinit const Rule cnpg_in_tree_barman{
    .title = "Backups end with the operator's next version", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
