#pragma once

#include <string_view>

#include "change/change.hpp"

namespace safeops::rules {

// A column that a change adds to a table that stood before it.

// Likely: what adds it passes where the column is there already (IF NOT EXISTS, a condition or handler inside DO), and the landed
// migrations do not tell everything of the table.
enum class Newness { old, likely, certain };

// Of a column of a table as a statement names it, when that statement runs.
Newness newness_of(const Change& change, const StatementFacts& facts, const sql::Name& table, std::string_view column);

// The least of those of the columns an UPDATE names to be written.
Newness newness_of_written(const Change& change, const StatementFacts& facts, const sql::Effect& update);

// New, and NULL in every row that the running version writes: it has no default, identity or generation expression.
bool is_new_and_left_null(const Change& change, const StatementFacts& facts, const sql::Name& table, std::string_view column);

}  // namespace safeops::rules
