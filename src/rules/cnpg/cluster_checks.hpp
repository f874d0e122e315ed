#pragma once

#include <optional>
#include <span>

#include "rules/cnpg/inspection.hpp"

namespace safeops::rules {

// The checks of CNPG's webhook on a Cluster that one manifest can answer (internal/webhook/v1/cluster_webhook.go, `validate`),
// with the operator's defaults applied (api/v1/cluster_defaults.go), and those of the CRD. Each function names its source; the
// table of all is rules/cnpg/VALIDATION.md.
std::span<const Check> cluster_bootstrap_checks();
std::span<const Check> cluster_recovery_checks();
std::span<const Check> cluster_image_checks();
std::span<const Check> cluster_storage_checks();
std::span<const Check> cluster_parameter_checks();
std::span<const Check> cluster_replication_checks();
std::span<const Check> cluster_backup_checks();
std::span<const Check> cluster_managed_checks();
std::span<const Check> cluster_resource_checks();
std::span<const Check> cluster_access_checks();
std::span<const Check> cluster_pod_checks();
std::span<const Check> cluster_extension_checks();

// All of them.
std::vector<Refusal> refused_cluster(const flux::Object& cluster, bool creates);

// GetPostgresqlMajorVersion. None where the tag says none, and where the operator's default image decides.
std::optional<int> postgres_major_of(const flux::Object& cluster);
// Cluster.IsReplica. None where only the cluster knows.
std::optional<bool> is_replica(const flux::Object& cluster);
// IsReservedEnvironmentVariable
bool is_reserved_variable(std::string_view name);

}  // namespace safeops::rules
