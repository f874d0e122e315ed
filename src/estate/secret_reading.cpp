#include "estate/secret_reading.hpp"

#include <algorithm>

namespace safeops {
namespace {

bool mentions(const yaml::Node& node, std::string_view text) {
  if (node.is_scalar()) return node.text() == text;
  const auto in = [&](const yaml::Node& item) { return mentions(item, text); };
  const auto in_member = [&](const yaml::Node::Member& member) { return mentions(member.second, text); };
  return std::any_of(node.items().begin(), node.items().end(), in) ||
         std::any_of(node.members().begin(), node.members().end(), in_member);
}

bool shares_namespace(const View& view, const flux::Object& secret) {
  return view.namespace_() == secret.namespace_();
}

bool is_used(const flux::Object& secret, const std::deque<Cluster>& clusters, const std::deque<Workload>& workloads) {
  const auto by_cluster = [&](const Cluster& cluster) {
    return shares_namespace(cluster, secret) && mentions(cluster.object().at("spec"), secret.name());
  };
  const auto by_workload = [&](const Workload& workload) {
    return shares_namespace(workload, secret) && !workload.databases.empty() &&
           mentions(workload.object().at("spec"), secret.name());
  };
  return std::any_of(clusters.begin(), clusters.end(), by_cluster) ||
         std::any_of(workloads.begin(), workloads.end(), by_workload);
}

}  // namespace

std::deque<SecretData> read_plain_secrets(const std::deque<Resource>& resources, const std::deque<Cluster>& clusters,
                                          const std::deque<Workload>& workloads) {
  std::deque<SecretData> found;
  for (const Resource& resource : resources) {
    const flux::Object& secret = *resource.object;
    if (!secret.is("", "Secret") || secret.at("sops")) continue;
    const bool used = is_used(secret, clusters, workloads);
    for (const std::string_view field : {"data", "stringData"}) {
      for (const auto& [key, value] : secret.at(field).members()) {
        if (value.text().empty() || value.is_opaque()) continue;
        const text::Place place = key.place() ? key.place() : secret.place();
        found.push_back({&resource, std::string(key.text()), place, used});
      }
    }
  }
  return found;
}

}  // namespace safeops
