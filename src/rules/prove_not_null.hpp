#pragma once

#include <string>
#include <string_view>

#include "sql/syntax/name.hpp"

namespace safeops::rules {

// The statements that make a column NOT NULL without its table being read under a lock, for the middle of a sentence and as far
// as this version of PostgreSQL has them.
std::string not_null_steps(const sql::Name& table, std::string_view column, int major);

}  // namespace safeops::rules
