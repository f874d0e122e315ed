#pragma once

#include <string>
#include <vector>

#include "flux/object.hpp"

namespace safeops::flux {

// Which Kubernetes cluster each guessed entry point belongs to, in their order: the directory (or file) that tells it from
// another entry point of the same name, as no cluster has two. One without a namesake belongs to the cluster whose directory it
// is in. Where one is in no such directory, or none has a namesake, all may well belong to one cluster: then all are "".
std::vector<std::string> clusters_of(const std::vector<Object>& entries);

}  // namespace safeops::flux
