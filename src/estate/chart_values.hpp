#pragma once

#include <deque>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "estate/resource.hpp"
#include "yaml/documents.hpp"

namespace safeops {

// The values that charts are given: `spec.values`, and files of the repository of which kustomize generates a ConfigMap that
// `spec.valuesFrom` names (HelmRelease of helm.toolkit.fluxcd.io). Values that stand in a manifest as a text are not read.
class ChartValues {
 public:
  // Both must outlive it.
  ChartValues(const std::deque<Resource>& resources, yaml::Documents& documents);

  // The maps, in the order in which Helm merges them: a later one overrides. Empty for what is no HelmRelease.
  [[nodiscard]] std::vector<const yaml::Node*> of(const Resource& release) const;

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;  // cluster, namespace, name

  std::map<Key, const flux::Object*> config_maps_;
  yaml::Documents* documents_;
};

}  // namespace safeops
