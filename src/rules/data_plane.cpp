#include "rules/data_plane.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

template <typename Views, typename Matches>
auto find_view(const Views& views, Matches matches) {
  const auto found = std::find_if(views.begin(), views.end(), matches);
  return found == views.end() ? nullptr : &*found;
}

}  // namespace

bool together(const View& one, const View& other) {
  return one.deployed() && other.deployed() && one.namespace_() == other.namespace_() &&
         one.resource->environment_name() == other.resource->environment_name();
}

const Cluster* counterpart(const Estate& estate, const Cluster& cluster) {
  const auto same = [&](const Cluster& other) { return together(cluster, other) && other.name() == cluster.name(); };
  const auto same_unit = [&](const Cluster& other) {
    return same(other) && other.resource->unit->path == cluster.resource->unit->path;
  };
  const Cluster* found = find_view(estate.clusters(), same_unit);
  return found ? found : find_view(estate.clusters(), same);
}

const ScheduledBackup* counterpart(const Estate& estate, const ScheduledBackup& schedule) {
  return find_view(estate.scheduled_backups(),
                   [&](const ScheduledBackup& other) { return together(schedule, other) && other.name() == schedule.name(); });
}

std::vector<const ScheduledBackup*> schedules_of(const Estate& estate, const Cluster& cluster) {
  std::vector<const ScheduledBackup*> found;
  for (const ScheduledBackup& schedule : estate.scheduled_backups())
    if (together(schedule, cluster) && schedule.cluster_name() == cluster.name()) found.push_back(&schedule);
  return found;
}

const Cluster* cluster_of(const Estate& estate, const ScheduledBackup& schedule) {
  return find_view(estate.clusters(), [&](const Cluster& cluster) {
    return together(schedule, cluster) && cluster.name() == schedule.cluster_name();
  });
}

LongestWindow longest_window(const Change& change, const Cluster& cluster) {
  LongestWindow longest{.length = change.policy().rollback_window_minimum, .whose = "policy"};
  for (const Plan& plan : change.head().plans()) {
    if (plan.database != cluster.name() || !plan.window || !plan.window->duration) continue;
    if (*plan.window->duration > longest.length) longest = {*plan.window->duration, "plan " + plan.name};
  }
  return longest;
}

}  // namespace safeops::rules
