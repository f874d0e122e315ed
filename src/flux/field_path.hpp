#pragma once

#include <functional>
#include <string_view>

#include "yaml/node.hpp"

namespace safeops::flux {

// Visits every value at a path of keys joined by '/', as kustomize's field specs write it: a list on the way is entered by
// itself (`[]` says the same but creates nothing), `\/` is a slash inside a key. With `create`, missing maps on the way are made
// and the last key is handed over as a missing node, to be filled.
void visit_field(yaml::Node& root, std::string_view path, bool create, const std::function<void(yaml::Node&)>& visit);

}  // namespace safeops::flux
