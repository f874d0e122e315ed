#pragma once

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// Does the expression have a value of its own for each row (contain_volatile_functions)? Functions nobody has seen count as
// volatile, which is what CREATE FUNCTION makes them.
bool is_volatile(const Expression& expression, const Catalog& catalog, int major);

}  // namespace safeops::sql
