#pragma once

#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// True when the migration that renames something (or moves it to another schema) also makes something under the old name: a view
// or table in place of a table, a column in place of a column.
bool has_stand_in(const SchemaEffect& rename);

// How to get to the new name while the old one still answers, as a sentence with SQL.
std::string rename_advice(const SchemaEffect& rename);

}  // namespace safeops::rules
