#include "rules/cnpg/cluster_checks.hpp"

namespace safeops::rules {
std::vector<Refusal> refused_cluster(const flux::Object& cluster, bool creates) {
  return inspect(cluster, creates,
                 {cluster_bootstrap_checks(), cluster_recovery_checks(), cluster_image_checks(), cluster_storage_checks(),
                  cluster_parameter_checks(), cluster_replication_checks(), cluster_backup_checks(), cluster_managed_checks(),
                  cluster_resource_checks(), cluster_access_checks(), cluster_pod_checks(), cluster_extension_checks()});
}

}  // namespace safeops::rules
