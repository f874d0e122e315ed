#pragma once

#include <string>

#include "text/source.hpp"

namespace safeops::flux {

// What makes kustomize refuse a build. Thrown by one step of it and caught where the step was started: never leaves this layer.
struct Refusal {
  text::Place place;
  std::string message;
};

}  // namespace safeops::flux
