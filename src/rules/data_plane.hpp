#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// Two objects that would meet in Kubernetes: both deployed, to one environment and one namespace, in one revision or in two.
bool together(const View& one, const View& other);

// The cluster, schedule ... of the same name that `estate` applies in the same environment and namespace; null when there is
// none.
const Cluster* counterpart(const Estate& estate, const Cluster& cluster);
const ScheduledBackup* counterpart(const Estate& estate, const ScheduledBackup& schedule);

// What belongs together by `spec.cluster.name`. Suspended schedules are counted.
std::vector<const ScheduledBackup*> schedules_of(const Estate& estate, const Cluster& cluster);
const Cluster* cluster_of(const Estate& estate, const ScheduledBackup& schedule);

// The longest rollback window that asks something of a cluster's backups, and who asks: "policy" or "plan login-v2".
struct LongestWindow {
  text::Seconds length = 0;
  std::string whose;
};
LongestWindow longest_window(const Change& change, const Cluster& cluster);

}  // namespace safeops::rules
