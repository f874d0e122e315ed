#include <fmt/format.h>

#include <array>

#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/quantity.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view synchronous_field = "spec.postgresql.synchronous";

std::optional<std::int64_t> instances_of(Inspection& in) {
  return number(in.at("spec.instances"), 1);
}

// CRD: minimum 1
void instances(Inspection& in) {
  const auto count = instances_of(in);
  if (count && *count < 1)
    in.reject("spec.instances", fmt::format("a Cluster cannot have {} instances", *count),
              "Write 1 or more; `cnpg.io/hibernation: \"on\"` stops a Cluster and keeps its volumes.");
}

// validatePrimaryUpdateStrategy
void supervised_update(Inspection& in) {
  const yaml::Node& strategy = in.at("spec.primaryUpdateStrategy");
  if (strategy.text() == "supervised" && instances_of(in) == 1)
    in.refuse(strategy, "a supervised update of a single instance has no replica to switch to",
              "Use `unsupervised`, or two instances.");
}

// validateMinSyncReplicas, validateMaxSyncReplicas
void sync_replicas(Inspection& in) {
  const auto least = number(in.at("spec.minSyncReplicas"), 0);
  const auto most = number(in.at("spec.maxSyncReplicas"), 0);
  const auto count = instances_of(in);
  if (least && *least < 0) in.refuse("spec.minSyncReplicas", "minSyncReplicas is negative", "Write 0 or more.");
  if (most && *most < 0) in.refuse("spec.maxSyncReplicas", "maxSyncReplicas is negative", "Write 0 or more.");
  if (least && most && *least > *most)
    in.refuse("spec.minSyncReplicas", fmt::format("minSyncReplicas {} is above maxSyncReplicas {}", *least, *most),
              "Raise `maxSyncReplicas` with it.");
  if (most && count && *most > 0 && *most >= *count)
    in.refuse("spec.maxSyncReplicas", fmt::format("maxSyncReplicas {} is not below the {} instances", *most, *count),
              "The primary is no replica: leave at least one instance more.");
}

// validateConfiguration
void one_synchronous_way(Inspection& in) {
  const bool legacy =
      number(in.at("spec.minSyncReplicas"), 0).value_or(0) > 0 || number(in.at("spec.maxSyncReplicas"), 0).value_or(0) > 0;
  if (legacy && is_set(in.at(synchronous_field)))
    in.refuse(synchronous_field, "postgresql.synchronous stands beside min/maxSyncReplicas, which it replaces",
              "Remove `minSyncReplicas` and `maxSyncReplicas`.");
}

std::int64_t named_standbys(const yaml::Node& synchronous) {
  return static_cast<std::int64_t>(synchronous["standbyNamesPre"].items().size() +
                                   synchronous["standbyNamesPost"].items().size());
}

// validateSynchronousReplicaConfiguration; the CRD asks for more than 0
void synchronous_number(Inspection& in) {
  const yaml::Node& synchronous = in.at(synchronous_field);
  const auto wanted = number(synchronous["number"], 0);
  const auto count = instances_of(in);
  if (!is_set(synchronous) || !wanted || !count) return;
  if (*wanted <= 0)
    in.reject(synchronous["number"] ? synchronous["number"] : synchronous, "postgresql.synchronous asks for no replica",
              "Write a `number` of 1 or more, or remove the section.");
  if (*wanted >= *count + named_standbys(synchronous))
    in.refuse(synchronous["number"], fmt::format("{} synchronous replicas are asked for of {} instances", *wanted, *count),
              "The primary is no replica: lower `number` or add an instance.");
}

// CRD: dataDurability 'preferred' requires empty standby names
void preferred_durability(Inspection& in) {
  const yaml::Node& synchronous = in.at(synchronous_field);
  if (synchronous["dataDurability"].text() == "preferred" && named_standbys(synchronous) > 0)
    in.reject(synchronous["dataDurability"], "`dataDurability: preferred` cannot be kept with standbys the operator does not run",
              "Remove standbyNamesPre and standbyNamesPost, or use `required`.");
}

// validateFailoverQuorum
void failover_quorum(Inspection& in) {
  const yaml::Node& synchronous = in.at(synchronous_field);
  const auto wanted = number(synchronous["number"], 0);
  if (synchronous["failoverQuorum"].boolean() != true || !wanted || *wanted > named_standbys(synchronous)) return;
  in.refuse(synchronous["failoverQuorum"],
            fmt::format("failoverQuorum needs more than {} synchronous replicas", named_standbys(synchronous)),
            "Raise `number` above the standbys that are listed by name.");
}

// validateFailoverQuorumAlphaAnnotation
void failover_quorum_annotation(Inspection& in) {
  const yaml::Node& annotation = in.annotation("alpha.cnpg.io/failoverQuorum");
  if (!is_set(annotation) || annotation.is_opaque()) return;
  for (const std::string_view off : {"0", "f", "F", "false", "FALSE", "False"})
    if (annotation.text() == off) return;
  for (const std::string_view on : {"1", "t", "T", "true", "TRUE", "True"})
    if (annotation.text() == on) {
      if (!is_set(in.at(synchronous_field)))
        in.refuse(annotation, "failoverQuorum counts synchronous replicas, and there are none",
                  "Add `spec.postgresql.synchronous`.");
      return;
    }
  in.refuse(annotation, fmt::format("`{}` is no boolean for alpha.cnpg.io/failoverQuorum", annotation.text()),
            "Write `\"true\"` or `\"false\"`.");
}

// validateSyncReplicaElectionConstraint
void election_constraint(Inspection& in) {
  const yaml::Node& constraint = in.at("spec.postgresql.syncReplicaElectionConstraint");
  if (constraint["enabled"].boolean() == true && constraint["nodeLabelsAntiAffinity"].items().empty())
    in.refuse(constraint, "syncReplicaElectionConstraint compares nodes by no label",
              "List labels under `nodeLabelsAntiAffinity`.");
}

// validateReplicaMode
void replica_mode(Inspection& in) {
  const yaml::Node& replica = in.at("spec.replica");
  if (has_text(replica["primary"]) && is_set(replica["enabled"]))
    in.refuse(replica["enabled"], "replica.enabled and replica.primary both say which side this is", "Keep `primary`.");
  const yaml::Node& bootstrap = in.at("spec.bootstrap");
  if (in.creates() && is_replica(in.object()) == true && !is_set(bootstrap["pg_basebackup"]) && !is_set(bootstrap["recovery"]))
    in.refuse("spec.replica", "a replica cluster cannot begin with an empty database",
              "Set `bootstrap.pg_basebackup` or `bootstrap.recovery`.");
}

// validateReplicaClusterExternalClusters
void replica_servers(Inspection& in) {
  const yaml::Node& replica = in.at("spec.replica");
  const yaml::Node& servers = in.at("spec.externalClusters");
  if (!is_set(replica)) return;
  for (const yaml::Node& server : servers.items())
    if (server["name"].is_opaque()) return;
  for (const std::string_view role : {"source", "self", "primary"}) {
    const yaml::Node& name = replica[role];
    if (name.is_opaque() || (role != "source" && !has_text(name)) || entry_named(servers, name.text())) continue;
    in.refuse(has_text(name) ? name : replica,
              fmt::format("replica.{} is `{}`, and externalClusters has no such entry", role, name.text()),
              "Name an entry of `spec.externalClusters`, or add one of that name.");
  }
}

// validatePrimaryLease
void primary_lease(Inspection& in) {
  const yaml::Node& lease = in.at("spec.primaryLease");
  const auto length = number(lease["leaseDurationSeconds"], 15);
  const auto renewal = number(lease["renewDeadlineSeconds"], 10);
  const auto retry = number(lease["retryPeriodSeconds"], 2);
  if (length && renewal && *length <= *renewal)
    in.refuse(lease, fmt::format("the lease ends after {} s, before its renewal may take {} s", *length, *renewal),
              "Make leaseDurationSeconds longer than renewDeadlineSeconds.");
  if (renewal && retry && *renewal < 1'000'000 && *retry < 1'000'000 && 5 * *renewal <= 6 * *retry)
    in.refuse(lease, fmt::format("a renewal of {} s leaves no room to try again after {} s", *renewal, *retry),
              "Make renewDeadlineSeconds more than 1.2 times retryPeriodSeconds.");
}

constexpr std::array<Check, 12> checks{instances,           supervised_update,    sync_replicas,   one_synchronous_way,
                                       synchronous_number,  preferred_durability, failover_quorum, failover_quorum_annotation,
                                       election_constraint, replica_mode,         replica_servers, primary_lease};

}  // namespace

std::optional<bool> is_replica(const flux::Object& cluster) {
  const yaml::Node& replica = cluster.at("spec.replica");
  if (!is_set(replica)) return false;
  if (replica.is_opaque()) return std::nullopt;
  if (is_set(replica["enabled"])) return replica["enabled"].boolean();
  const std::string_view self = replica["self"].text();
  return (self.empty() ? cluster.name() : self) != replica["primary"].text();
}

std::span<const Check> cluster_replication_checks() {
  return checks;
}

}  // namespace safeops::rules
