#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "flux/kustomization_file.hpp"

namespace safeops::flux {

bool is_yaml_name(std::string_view name);

// What kustomize-controller writes for a directory without a kustomization: all YAML below it; a directory that has its own
// kustomization is taken as a whole. None when there is no such directory.
std::optional<KustomizationFile> generate_kustomization(std::string_view directory, TreeReader& reader,
                                                        std::vector<Problem>& problems);

}  // namespace safeops::flux
