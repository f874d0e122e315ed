#pragma once

#include <functional>

#include "flux/accumulator.hpp"
#include "flux/kustomization_file.hpp"

namespace safeops::flux {

// Runs one step; what it refuses becomes an error, at `place` if the refusal has none.
void attempt(std::vector<Problem>& problems, text::Place place, const std::function<void()>& step);

// Everything a kustomization does to the objects it has gathered, in kustomize's order.
void transform(const KustomizationFile& file, Accumulator& gathered, TreeReader& reader, std::vector<Problem>& problems);

}  // namespace safeops::flux
