#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// A constraint, or a unique index, that a change puts on a table that stood before.

// The table as the landed migrations left it; null where they do not say.
const sql::Relation* table_at_base(const SchemaEffect& effect);

// True when every column it binds is one the running version does not know: made by this change, or by the expand step of the
// plan it belongs to.
bool binds_new_columns_only(const Change& change, const SchemaEffect& constraint);

// True when one of them is made by this change and NULL in whatever the running version writes: such rows are distinct from all
// others, and a foreign key that is not MATCH FULL does not look at them.
bool holds_column_left_null(const Change& change, const SchemaEffect& constraint);

// "users_age_check of users", "on users (age)" where it has no name.
std::string constraint_text(const sql::Effect& constraint);

// Its name, or the one PostgreSQL would make up from its columns: users_age_check for the suffix "check". As SQL writes it.
std::string constraint_name(const sql::Effect& constraint, std::string_view suffix);
std::string made_up_constraint_name(const sql::Name& table, const std::vector<std::string>& columns, std::string_view suffix);

// What follows its name in the migration, on one line and without NOT VALID: "CHECK (age > 0)" for the keyword "CHECK". The
// keyword and "(...)" where the text is long or interrupted by comments.
std::string constraint_definition(const SchemaEffect& constraint, std::string_view keyword);

// The two statements that add it without keeping writers waiting, and where they belong: NOT VALID in the contract step, VALIDATE
// after it. One statement where PostgreSQL cannot do it in two.
std::string add_then_validate(const SchemaEffect& constraint, std::string_view keyword, std::string_view suffix);

}  // namespace safeops::rules
