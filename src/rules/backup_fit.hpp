#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// One thing about a Cluster, its schedule and its store that does not fit together, and that no admission sees: each object is
// looked at alone.
struct Misfit {
  const View* of;          // the Cluster or the ScheduledBackup
  std::string_view field;  // of it
  const Cluster* cluster;
  std::string what;
  std::string next;
};

// Of what `estate` deploys; what is only known in the cluster fits.
std::vector<Misfit> misfits(const Estate& estate);

}  // namespace safeops::rules
