#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// The clusters for which a plan's contract step needs proofs: each that it reaches in a protected environment, each at all when
// it reaches none there. One null when nothing deploys the plan's database: then proofs are for the name alone.
std::vector<const Cluster*> clusters_to_prove(const Change& change, const Plan& plan);

}  // namespace safeops::rules
