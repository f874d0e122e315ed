#include "rules/rule.hpp"
#include "rules/cause.hpp"
#include "rules/data_plane.hpp"

namespace safeops::rules {
namespace {

// The line because of which the cluster has no schedule at head. None when it had none at base either, or when the schedule's
// delivery broke and nobody can say.
std::optional<text::Place> cause(const Change& change, const Cluster& cluster) {
  const Cluster* before = counterpart(change.base(), cluster);
  if (!before) return cause_of_delivery(change, *cluster.resource);
  if (before->backup_method() == BackupMethod::none)
    return cluster.field(cluster.object().at("spec.backup") ? "spec.backup" : "spec.plugins");
  const auto lost = schedules_of(change.base(), *before);
  if (lost.empty() || delivery_broke(change, *lost.front()->resource)) return std::nullopt;
  if (const ScheduledBackup* retargeted = counterpart(change.head(), *lost.front()))
    return retargeted->field("spec.cluster.name");
  return cause_of_removal(change, *lost.front()->resource);
}

void check(const Change& change, Findings& out) {
  for (const Cluster& cluster : change.head().clusters()) {
    if (!cluster.deployed() || cluster.backup_method() == BackupMethod::none) continue;
    if (!schedules_of(change.head(), cluster).empty()) continue;
    const auto place = cause(change, cluster);
    if (!place) continue;
    out.add(
        {.place = *place,
         .about = cluster.resource,
         .what = fmt::format("no ScheduledBackup reaches {}", cluster.text()),
         .why = "Being able to take backups is not taking them: without a schedule there is no base backup, and archived WAL "
                "alone restores nothing.",
         .next = fmt::format("Add a ScheduledBackup in namespace `{}` with `spec.cluster.name: {}`, `schedule: \"0 0 3 * * *\"` "
                             "and `immediate: true`.",
                             cluster.namespace_(), cluster.name()),
         .related = {{cluster.place(), "the Cluster"}}});
  }
}

}  // namespace

extern constinit const Rule cnpg_no_schedule{
    .title = "No schedule takes backups of the Cluster", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
