#pragma once

#include "yaml/node.hpp"

namespace safeops::flux {

// Turns every value into what kustomize makes of it when it prints an object: numbers are decimal, dates are times, only true and
// false are booleans. Throws Refusal for what it cannot print: a key that is no text, a number that is none.
void print_values(yaml::Node& root);

// The same for a whole object at the end of a build, where annotations become texts, and none at all if they are empty.
void print_object(yaml::Node& root);

}  // namespace safeops::flux
