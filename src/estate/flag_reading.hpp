#pragma once

#include <deque>

#include "estate/plan.hpp"
#include "estate/resource.hpp"

namespace safeops {

// The feature flags an object sets: boolean-like values of a ConfigMap, and literal environment variables of a workload's
// containers, whose key starts with `FEATURE_` or is named by a plan.
void read_flags(const Resource& resource, const std::deque<Plan>& plans, std::deque<Flag>& into);

// What a person means by a flag's value: true, on, yes, 1, enabled and their opposites, in any case. None for anything else.
std::optional<bool> boolean_like(std::string_view value);

}  // namespace safeops
