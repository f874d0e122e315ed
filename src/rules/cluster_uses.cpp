#include "rules/cluster_uses.hpp"

#include <algorithm>

#include "estate/workload.hpp"

namespace safeops::rules {
namespace {

constexpr std::size_t most_of_one_name = 50;

bool is_renamed(const Cluster& cluster) {
  return cluster.object().written_name() != cluster.name() && !cluster.object().at("metadata.name").is_opaque();
}

}  // namespace

ClusterUses::Key ClusterUses::key(const Resource& near, std::string_view namespace_, std::string_view name) {
  return {near.unit->cluster, near.environment_name(), namespace_, name};
}

ClusterUses::ClusterUses(const Estate& estate) {
  const auto& clusters = estate.clusters();
  if (std::none_of(clusters.begin(), clusters.end(), is_renamed)) return;
  for (const Cluster& cluster : clusters) applied_.insert(key(*cluster.resource, "", cluster.name()));
  for (const Resource& resource : estate.resources()) add(resource);
}

void ClusterUses::add(const Resource& resource) {
  const flux::Object& object = *resource.object;
  if (is_workload(object)) {
    for (const auto& [name, value] : mentioned_clusters(object.at("spec")))
      add(key(resource, "", name), {&resource, value->place()});
    return;
  }
  const yaml::Node& name = object.at("spec.cluster.name");
  const bool is_rendered = resource.unit->build->problems.empty();  // what is not may rename it
  if (object.group() == "postgresql.cnpg.io" && name && is_rendered)
    add(key(resource, object.namespace_(), name.text()), {&resource, name.place()});
}

void ClusterUses::add(const Key& name, const ClusterUse& use) {
  auto& uses = uses_[name];
  if (uses.size() < most_of_one_name && (uses.empty() || uses.back().user != use.user)) uses.push_back(use);
}

std::vector<ClusterUse> ClusterUses::of_old_name(const Cluster& cluster) const {
  const std::string_view written = cluster.object().written_name();
  if (!is_renamed(cluster) || applied_.contains(key(*cluster.resource, "", written))) return {};
  std::vector<ClusterUse> found;
  for (const std::string_view namespace_ : {cluster.namespace_(), std::string_view{}}) {
    const auto uses = uses_.find(key(*cluster.resource, namespace_, written));
    if (uses != uses_.end()) found.insert(found.end(), uses->second.begin(), uses->second.end());
    if (cluster.namespace_().empty()) break;
  }
  return found;
}

}  // namespace safeops::rules
