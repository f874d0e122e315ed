#pragma once

#include <string_view>
#include <vector>

#include "flux/delivery.hpp"
#include "flux/resource.hpp"

namespace safeops::flux {

// Whether labels (or annotations) fit a Kubernetes selector: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (b,c)`, `a notin (b,c)`,
// joined by commas.
bool fits_selector(const yaml::Node& labels, std::string_view selector);

// The objects a patch's `target` names: anchored patterns for group, version, kind, name and namespace, and selectors for labels
// and annotations. A pattern that is not valid is an error, and selects nothing.
std::vector<Resource*> select(ResourceList& list, const yaml::Node& target, std::vector<Problem>& problems);

}  // namespace safeops::flux
