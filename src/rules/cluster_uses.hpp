#pragma once

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// An object that calls a CNPG Cluster by some name: by `spec.cluster.name`, a host name or a Secret's.
struct ClusterUse {
  const Resource* user = nullptr;
  text::Place place;
};

// The names by which one revision calls its Clusters. Reads nothing where no Cluster is renamed by a prefix or suffix.
class ClusterUses {
 public:
  // The estate must outlive it.
  explicit ClusterUses(const Estate& estate);

  // Those that call it by the name in its file, though it is applied under another one and no other Cluster under that; at most
  // 50 of CloudNativePG's objects and as many workloads.
  [[nodiscard]] std::vector<ClusterUse> of_old_name(const Cluster& cluster) const;

 private:
  // A name in one environment of one Kubernetes cluster; of CloudNativePG's objects, which reach no further, in one namespace.
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
  static Key key(const Resource& near, std::string_view namespace_, std::string_view name);

  void add(const Resource& resource);
  void add(const Key& name, const ClusterUse& use);

  std::set<Key> applied_;
  std::map<Key, std::vector<ClusterUse>> uses_;
};

}  // namespace safeops::rules
