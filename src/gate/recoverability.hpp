#pragma once

#include <vector>

#include "estate/backup_path.hpp"

namespace safeops {

// What somebody asks of a Cluster's way back at one time.
struct Recoverability {
  BackupPath path;
  LongestWindow window;                  // the longest that its backups have to cover
  std::vector<text::Seconds> next_runs;  // of all its schedules together, two of them
  WeakestLink weakest = WeakestLink::none;
  text::Seconds now = 0;
};

// One for each Cluster that is deployed, in the estate's order.
std::vector<Recoverability> recoverability(const Estate& estate, text::Seconds now);

}  // namespace safeops
