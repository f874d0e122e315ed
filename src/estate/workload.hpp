#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "estate/plan.hpp"
#include "estate/policy.hpp"
#include "estate/resource.hpp"

namespace safeops {

// Is it something that runs an app: Deployment, StatefulSet, DaemonSet, CronJob, Job, Rollout, Pod, or a HelmRelease?
bool is_workload(const flux::Object& object);

// The pod template's spec of a workload that has one; a missing node for a HelmRelease.
const yaml::Node& pod_spec(const flux::Object& object);

// What the volumes of its pods are made of: each volume's `kind` ("configMap", "secret") and those among a projected volume's
// sources, where a Secret's name is `name` and not `secretName`.
std::vector<const yaml::Node*> volume_sources(const flux::Object& object, std::string_view kind);

// HelmRelease of helm.toolkit.fluxcd.io.
bool is_helm_release(const flux::Object& object);

// Clusters by what apps call them: the hosts of their services, and the Secrets that CNPG makes for them or reads.
class ClusterNames {
 public:
  explicit ClusterNames(std::vector<const Cluster*> clusters);

  [[nodiscard]] const std::vector<const Cluster*>& clusters() const { return clusters_; }
  // A link to each one that the values below `root` name, in the order of clusters(), with what names it first.
  void add_named_in(const yaml::Node& root, std::vector<DatabaseLink>& links) const;

 private:
  struct Owner {
    std::size_t cluster = 0;
    std::size_t rank = 0;  // of two names in one value the lower is told
  };
  using Names = std::map<std::string, std::vector<Owner>, std::less<>>;

  std::vector<const Cluster*> clusters_;
  Names hosts_;
  Names secrets_;
};

// The databases it uses, and how we know (design: From files to facts). `clusters` are those of the same environment.
std::vector<DatabaseLink> link_databases(const Workload& workload, const ClusterNames& clusters, const Policy& policy,
                                         const std::deque<Plan>& plans);

// Every name in the values of `object` that may be that of a CNPG Cluster: the host of one of its services (`<name>-rw`, `-ro`,
// `-r`) or a Secret CNPG makes for it (`<name>-app`, `-superuser`). Views into the object.
std::vector<std::pair<std::string_view, const yaml::Node*>> mentioned_clusters(const yaml::Node& object);

// The generated ConfigMaps and Secrets (kustomize put a hash behind their names) that the pods name: where their content changes
// the pods roll. `near` are the objects of the same unit.
std::vector<const flux::Object*> generated_configuration(const flux::Object& workload, const std::vector<flux::Object>& near);

}  // namespace safeops
