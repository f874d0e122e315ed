#pragma once

#include <functional>
#include <string_view>

#include "flux/field_spec.hpp"
#include "yaml/node.hpp"

namespace safeops::flux {

// What is made where a field's last key is missing or null, if its spec says to create it.
enum class Creates { nothing, scalar, map };

// Visits every value a spec means in an object, whatever the object's type; a list on the way is entered by itself. A created
// scalar is handed over as a missing node, to be filled. Throws Refusal where the path leads through a value that is neither a
// map nor a list.
void visit_field(yaml::Node& root, const FieldSpec& field, Creates creates, const std::function<void(yaml::Node&)>& visit);

}  // namespace safeops::flux
