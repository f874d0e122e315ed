#pragma once

#include "flux/accumulator.hpp"
#include "flux/delivery.hpp"
#include "flux/patch_text.hpp"

namespace safeops::flux {

// What the entries of `transformers` and `generators` name: the configuration of one of kustomize's own transformers or
// generators (apiVersion `builtin`), which is run, or of a plugin, which is noted. Throw Refusal.
void run_transformer(const Object& configuration, ResourceList& list, PatchFiles files, std::vector<Problem>& problems);
void run_generator(const Object& configuration, ResourceList& list, PatchFiles files, std::vector<Problem>& problems);

}  // namespace safeops::flux
