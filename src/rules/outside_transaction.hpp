#pragma once

#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// How a statement that no transaction may hold gets into a migration of its own with this file's tool: "in a migration of its own
// that starts with `-- +goose NO TRANSACTION`".
std::string in_migration_without_transaction(const MigrationStep& step);

// Whether a statement that no transaction may hold could stand where this one does: nothing encloses it, and no tool sends it in
// one message with others.
bool stands_outside_transaction(const StatementFacts& facts);

// Where another statement that no transaction may hold can stand in front of this one: "before it" where the tool sends each
// statement of the file on its own, else "in a migration of its own before this one".
std::string in_front_of(const StatementFacts& facts);

// "goose", or "the migration tool".
std::string tool_name(const MigrationStep& step);

}  // namespace safeops::rules
