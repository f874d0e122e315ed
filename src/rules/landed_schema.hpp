#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// What the migrations at base say of the schema. They are taken in the order of their names; what they do not say (a schema that
// is older than its migrations) is not known here.

// The last landed statement of one of `makers` that made what `taken` takes away, as the other half of the story; empty when no
// migration says.
std::vector<Related> made_here(const Change& change, const SchemaEffect& taken, std::initializer_list<sql::Effect::Kind> makers);

// The constraint that an effect drops or renames, as it was made. Null when no migration says.
const sql::Effect* landed_constraint(const Change& change, const sql::Effect& named);

// "unique constraint", "foreign key", "index" ... for effects that constrain columns, else "constraint".
std::string_view constraint_word(const sql::Effect* made);

// The constraints and indexes that PostgreSQL drops with a column, asked or not: "index users_login_idx", "check on (login)".
std::vector<std::string> falls_with_column(const Change& change, const sql::Effect& drop);

// The foreign keys that point at a table, which fall with DROP TABLE ... CASCADE: "foreign key orders_user_fk of orders".
std::vector<std::string> foreign_keys_to(const Change& change, const sql::Name& table);

}  // namespace safeops::rules
