#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "estate/resource.hpp"

namespace safeops {

// The comment behind a value that Flux's image automation keeps up to date: `# {"$imagepolicy": "namespace:name:tag"}`.
struct ImageMarker {
  enum class Part { reference, name, tag, digest };
  std::string namespace_;
  std::string policy;
  Part part = Part::reference;
  text::Place place;  // of its line
};

// The marker on the line where a value begins; none when there is none, or it is malformed.
std::optional<ImageMarker> image_marker(const text::Place& value);

// image.toolkit.fluxcd.io ImageUpdateAutomation: commits new versions to this repository.
struct ImageAutomation : View {
  [[nodiscard]] bool suspended() const { return object().at("spec.suspend").boolean().value_or(false); }
  // spec.update.path as a directory of the repository, "" for all of it; none when it is only known in the cluster.
  [[nodiscard]] std::optional<std::string> directory() const;
  // Does it commit to the branch it reads, with no pull request in between?
  [[nodiscard]] bool pushes_directly() const;
};

// The automations that can put a new version of the workload on the branch Flux follows: not suspended (nor the policy and image
// repository they act on), over a directory that holds a line marked with a policy of their namespace and selector.
std::vector<const ImageAutomation*> automations_releasing(const Workload& workload,
                                                          const std::deque<ImageAutomation>& automations,
                                                          const std::deque<Resource>& resources);

}  // namespace safeops
