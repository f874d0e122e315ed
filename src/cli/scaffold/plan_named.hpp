#pragma once

#include <string>

#include "estate/estate.hpp"

namespace safeops {

// The plan of that name. Throws CannotRun where there is none, with the names that are near.
const Plan& plan_named(const Estate& estate, const std::string& name);

// `.safeops/evidence/<plan>`, where what proves something for it stands. Throws CannotRun for a name that is none of a directory.
std::string evidence_directory_of(const Plan& plan);

}  // namespace safeops
