#pragma once

#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/resource.hpp"
#include "flux/tree_reader.hpp"

namespace safeops::flux {

// configMapGenerator and secretGenerator of a kustomization: adds their objects to the list, or merges them into those of the
// same name. A value read from a file keeps that file as its place.
void run_generators(ResourceList& list, const yaml::Node& kustomization, std::string_view directory, TreeReader& reader,
                    std::vector<Problem>& problems);

// One ConfigMap or Secret; `options` are those of all generators.
void generate(ResourceList& list, std::string_view kind, const yaml::Node& args, std::string_view directory, TreeReader& reader,
              std::vector<Problem>& problems, const yaml::Node& options = {});

}  // namespace safeops::flux
