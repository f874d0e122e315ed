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

}  // namespace safeops::rules
