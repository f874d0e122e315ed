#pragma once

#include "change/change.hpp"

namespace safeops::rules {

// Is this the flag a plan names? kustomize puts a hash behind the name of a generated ConfigMap (`feature-flags-8m2kd42t5c`).
bool is_flag_of(const Plan& plan, const FlagName& flag);

}  // namespace safeops::rules
