#include "rules/cnpg/cluster_checks.hpp"

#include <array>

namespace safeops::rules {
namespace {

// CRD: enums. The webhook asks the same of primaryUpdateStrategy and of import.type.
void words(Inspection& in) {
  hold_to(in, {{"spec.primaryUpdateStrategy", {"unsupervised", "supervised"}},
               {"spec.primaryUpdateMethod", {"switchover", "restart"}},
               {"spec.logLevel", {"error", "warning", "info", "debug", "trace"}},
               {"spec.bootstrap.initdb.import.type", {"microservice", "monolith"}},
               {"spec.postgresql.synchronous.method", {"any", "first"}},
               {"spec.postgresql.synchronous.dataDurability", {"required", "preferred"}},
               {"spec.postgresql.ldap.scheme", {"ldap", "ldaps"}},
               {"spec.backup.target", {"primary", "prefer-standby"}},
               {"spec.backup.volumeSnapshot.snapshotOwnerReference", {"none", "cluster", "backup"}}});
}

constexpr std::array<Check, 1> schema_checks{words};

}  // namespace

std::vector<Refusal> refused_cluster(const flux::Object& cluster, bool creates) {
  return inspect(
      cluster, creates,
      {schema_checks, cluster_bootstrap_checks(), cluster_recovery_checks(), cluster_image_checks(), cluster_storage_checks(),
       cluster_parameter_checks(), cluster_replication_checks(), cluster_backup_checks(), cluster_managed_checks(),
       cluster_resource_checks(), cluster_access_checks(), cluster_pod_checks(), cluster_extension_checks()});
}

}  // namespace safeops::rules
