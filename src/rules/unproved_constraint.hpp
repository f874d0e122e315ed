#pragma once

#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// The checks and foreign keys that an ALTER TABLE tries on all rows, had without that: the statement with NOT VALID behind each,
// and VALIDATE in a later transaction.
std::string add_unproved(const StatementFacts& facts, const sql::AlterTable& alter);

// The same for what is written with a new column: the column keeps its type, default and NOT NULL, which cost nothing.
std::string add_column_unproved(const StatementFacts& facts, const sql::AlterTable& alter, const sql::ColumnDefinition& column);

}  // namespace safeops::rules
