#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// The clusters for which a plan's contract step needs proofs: each that it reaches in a protected environment, each at all when
// it reaches none there. One null when nothing deploys the plan's database: then proofs are for the name alone.
std::vector<const Cluster*> clusters_to_prove(const Change& change, const Plan& plan);

// The name under which a Cluster's backups and WAL lie in its archive (CNPG: barmanObjectStore.serverName): its own unless it
// says otherwise. Empty when only the cluster knows.
std::string_view archive_name(const Cluster& cluster);

}  // namespace safeops::rules
