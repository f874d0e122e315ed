#pragma once

#include <string>
#include <string_view>

#include "change/change.hpp"

namespace safeops::rules {

// What follows "is dropped" in a sentence: nothing, or " with CASCADE, which also drops " and what the landed migrations made
// that depends on it; `dependents`, all that can, where they know none.
std::string cascade_clause(const SchemaEffect& drop, std::string_view dependents);

// Likewise what PostgreSQL drops with it unasked: ", and with it index users_login_idx, unique constraint users_login_key".
std::string silent_clause(const SchemaEffect& drop);

// "unique constraint", "foreign key" ..., "constraint" where that is not known.
std::string_view constraint_word(const sql::Constraint* constraint);

// The constraint an effect names, of a table or domain, as the landed migrations left it; null when they do not say.
const sql::Constraint* constraint_at_base(const SchemaEffect& named);

}  // namespace safeops::rules
