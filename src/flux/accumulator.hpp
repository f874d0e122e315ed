#pragma once

#include "flux/resource.hpp"
#include "flux/transformer_config.hpp"
#include "flux/vars.hpp"

namespace safeops::flux {

// What a kustomization hands on to the one that uses it.
struct Accumulator {
  ResourceList list;
  SharedConfig config;  // null until a kustomization has added its own
  VariableSet variables;
};

}  // namespace safeops::flux
