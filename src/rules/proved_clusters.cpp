#include "rules/proved_clusters.hpp"

#include <algorithm>
#include <functional>

namespace safeops::rules {

std::vector<const Cluster*> clusters_to_prove(const Change& change, const Plan& plan) {
  std::vector<const Cluster*> clusters;
  for (const Cluster* cluster : change.head().clusters_named(plan.database)) {
    if (cluster->deployed()) clusters.push_back(cluster);
  }
  const auto is_protected = [](const Cluster* cluster) { return !cluster->environment() || cluster->resource->in_protected(); };
  if (std::any_of(clusters.begin(), clusters.end(), is_protected)) std::erase_if(clusters, std::not_fn(is_protected));
  if (clusters.empty()) clusters.push_back(nullptr);
  return clusters;
}

}  // namespace safeops::rules
