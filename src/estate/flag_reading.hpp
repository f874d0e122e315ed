#pragma once

#include <deque>
#include <optional>
#include <string_view>

#include "estate/plan.hpp"
#include "estate/resource.hpp"

namespace safeops {

// The feature flags an object sets: boolean-like values of a ConfigMap, and literal environment variables of a workload's
// containers, whose key starts with `FEATURE_` or is named by a plan.
void read_flags(const Resource& resource, const std::deque<Plan>& plans, std::deque<Flag>& into);

// The name of a ConfigMap as it was written, without the hash of its content that kustomize puts behind the name of a generated
// one
// (`feature-flags-8m2kd42t5c`): that changes with every value, and the flag stays the same.
std::string_view name_without_hash(std::string_view config_map);

// What a person means by a flag's value: true, on, yes, 1, enabled and their opposites, in any case. None for anything else.
std::optional<bool> boolean_like(std::string_view value);

}  // namespace safeops
