#pragma once

#include "flux/delivery.hpp"

namespace safeops::flux {

// What kustomize-controller's postBuild does to what was built: `${...}` is filled in in the text of each object that does not
// opt out, and the text is read again, so that a value can become a number, a list or nothing. Values and keys keep the place
// they were written at. What cannot be filled in is an error of the build, and what became nothing is noted in it.
void substitute(Build& build, const Variables& variables);

}  // namespace safeops::flux
