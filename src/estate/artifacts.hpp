#pragma once

#include <deque>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "estate/resource.hpp"

namespace safeops {

// The source.toolkit.fluxcd.io objects of one revision, by the Kubernetes cluster they are applied to.
class FluxSources {
 public:
  // The resources must outlive it.
  explicit FluxSources(const std::deque<Resource>& resources);
  // Null when there is none.
  [[nodiscard]] const flux::Object* find(std::string_view cluster, std::string_view kind, std::string_view namespace_,
                                         std::string_view name) const;

 private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;
  std::map<Key, const flux::Object*> by_key_;
};

// The versions a workload runs: images of containers and of image volumes; of a HelmRelease the images in its values
// (`image: name:tag`, `image.tag`, `imageTag`, any map with `repository` and `tag` or `digest`), its chart's version, and the ref
// of the OCIRepository, GitRepository or HelmChart the chart comes from. `values` as ChartValues::of() has them.
std::vector<Artifact> read_artifacts(const Resource& workload, const FluxSources& sources,
                                     const std::vector<const yaml::Node*>& values);

// What splits "registry:5000/team/app:1.4@sha256:..." into name, tag and digest.
Artifact parse_image(std::string_view reference);

}  // namespace safeops
