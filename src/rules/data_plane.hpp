#pragma once

#include "change/change.hpp"
#include "estate/backup_path.hpp"

namespace safeops::rules {

// The cluster, schedule ... of the same name that `estate` applies in the same environment and namespace; null when there is
// none.
const Cluster* counterpart(const Estate& estate, const Cluster& cluster);
const ScheduledBackup* counterpart(const Estate& estate, const ScheduledBackup& schedule);

}  // namespace safeops::rules
