#pragma once

#include "flux/shape.hpp"

namespace safeops::flux {

// The fields of a kustomization file.
extern const Shape kustomization_shape;

}  // namespace safeops::flux
