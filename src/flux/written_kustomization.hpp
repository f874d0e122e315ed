#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "flux/kustomization_file.hpp"

namespace safeops::flux {

// The kustomization that kustomize-controller writes into a Kustomization's path before it builds it: the one it finds there,
// unknown fields and keys given twice passed over, or else one of all YAML below the path, with what the Kustomization's spec
// adds (fluxcd/pkg/kustomize, Generator). `overlay` holds those fields of the spec, as overlay_of() gives them. None when there
// is no such directory.
std::optional<KustomizationFile> write_kustomization(std::string_view directory, const yaml::Node& overlay, TreeReader& reader,
                                                     std::vector<Problem>& problems);

}  // namespace safeops::flux
