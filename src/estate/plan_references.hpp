#pragma once

#include <deque>

#include "estate/estate.hpp"

namespace safeops {

// What plans name and the revision does not have: a file, a cluster, an app, a flag; and files that two plans claim.
std::deque<DocumentProblem> check_references(const Estate& estate);

}  // namespace safeops
