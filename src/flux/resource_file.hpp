#pragma once

#include <vector>

#include "flux/delivery.hpp"

namespace safeops::flux {

// The objects in one parsed file as kustomize reads them: empty documents are passed over, lists opened (their items come after
// the other documents). Reports what keeps the file from being used: bad YAML, a document that is no object, one without kind or
// name.
std::vector<Object> read_resources(const yaml::File& file, std::vector<Problem>& problems);

}  // namespace safeops::flux
