#pragma once

#include <vector>

#include "sql/catalog/apply.hpp"

namespace safeops::sql {

// The objects themselves, then what falls with them: first what falls unasked, then what only CASCADE takes. Ends on rings.
std::vector<Falling> with_dependents(std::vector<Falling> objects, const Catalog& catalog);

// The objects of a DROP that exist.
std::vector<Falling> named_by(const Drop& drop, const Catalog& catalog);

void remove_all(const std::vector<Falling>& objects, Catalog& catalog);

}  // namespace safeops::sql
