#pragma once

#include "estate/resource.hpp"

namespace safeops::rules {

// What Flux may do to a deployed object besides applying it. Labels and annotations count, in any case of letters (fluxcd/pkg
// ssa/utils, AnyInMetadata).

// Does Flux delete it when it is no longer in what its Kustomization applies?
bool is_pruned(const Resource& resource);

// Does Flux delete it and make it anew when the API server answers that an update is invalid, be it by a webhook? An annotation
// `force: disabled` does not keep it from that: only `enabled` is asked for (ssa/manager_apply.go, shouldForceApply).
bool is_recreated(const Resource& resource);

}  // namespace safeops::rules
