#pragma once

#include "flux/delivery.hpp"

namespace safeops::flux {

// Replacements, vars and aliases can copy what a Secret holds into other objects, where any message may quote it. In those it is
// taken for what is only known in the cluster.
bool copies_secrets(const Build& build);
void hide_copied_secrets(Build& build);

}  // namespace safeops::flux
