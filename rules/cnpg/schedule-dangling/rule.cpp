#include <algorithm>

#include "rules/data_plane.hpp"
#include "rules/rule.hpp"
#include "text/spelling.hpp"

namespace safeops::rules {
namespace {

bool changed(const Change& change, const ScheduledBackup& schedule) {
  const auto& all = change.scheduled_backups();
  return std::any_of(all.begin(), all.end(),
                     [&](const auto& entry) { return entry.after && entry.after->resource == schedule.resource; });
}

bool lost_its_cluster(const Change& change, const ScheduledBackup& schedule) {
  const ScheduledBackup* before = counterpart(change.base(), schedule);
  return before && cluster_of(change.base(), *before);
}

// A name that Flux fills in later, of the schedule's cluster or of a cluster it may mean.
bool unknowable(const Change& change, const ScheduledBackup& schedule) {
  if (schedule.object().at("spec.cluster.name").is_opaque()) return true;
  const auto& clusters = change.head().clusters();
  return std::any_of(clusters.begin(), clusters.end(), [&](const Cluster& cluster) {
    return together(schedule, cluster) && cluster.object().at("metadata.name").is_opaque();
  });
}

// The Cluster it means has a name prefix or suffix now: another rule says so, once for all that still use the old name.
bool lost_to_an_affix(const Change& change, const ScheduledBackup& schedule) {
  const auto& clusters = change.head().clusters();
  return std::any_of(clusters.begin(), clusters.end(), [&](const Cluster& cluster) {
    return together(schedule, cluster) && cluster.name() != schedule.cluster_name() &&
           cluster.object().written_name() == schedule.cluster_name();
  });
}

const Cluster* elsewhere(const Change& change, const ScheduledBackup& schedule) {
  for (const Cluster* cluster : change.head().clusters_named(schedule.cluster_name()))
    if (cluster->deployed() && cluster->resource->environment_name() == schedule.resource->environment_name()) return cluster;
  return nullptr;
}

std::string next_step(const Change& change, const ScheduledBackup& schedule) {
  if (const Cluster* cluster = elsewhere(change, schedule))
    return fmt::format("Move the ScheduledBackup to namespace `{}`, where {} is.", cluster->namespace_(),
                       cluster->object().id().text());
  std::vector<std::string> names;
  for (const Cluster& cluster : change.head().clusters())
    if (together(schedule, cluster)) names.emplace_back(cluster.name());
  if (names.empty())
    return fmt::format("Deliver the Cluster to namespace `{}` too, or delete the ScheduledBackup with it.",
                       schedule.namespace_());
  const auto meant = text::nearest(schedule.cluster_name(), names);
  return fmt::format("Set `spec.cluster.name: {}`, or delete the ScheduledBackup.",
                     meant.empty() ? names.front() : meant.front());
}

void check(const Change& change, Findings& out) {
  for (const ScheduledBackup& schedule : change.head().scheduled_backups()) {
    if (!schedule.deployed() || cluster_of(change.head(), schedule) || unknowable(change, schedule)) continue;
    if (lost_to_an_affix(change, schedule)) continue;
    if (!changed(change, schedule) && !lost_its_cluster(change, schedule)) continue;
    out.add(
        {.place = schedule.field("spec.cluster.name"),
         .about = schedule.resource,
         .what = fmt::format("{} names cluster {}, and there is no such Cluster in namespace {}", schedule.text(),
                             schedule.cluster_name(), schedule.namespace_()),
         .why =
             "A ScheduledBackup only reaches a Cluster of its own namespace. This one fails at every slot, and nothing but its "
             "own status says so.",
         .next = next_step(change, schedule)});
  }
}

}  // namespace

extern constinit const Rule cnpg_schedule_dangling{
    .title = "A schedule backs up a Cluster that does not exist", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
