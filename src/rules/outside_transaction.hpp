#pragma once

#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// How a statement that no transaction may hold gets into a migration of its own with this file's tool: "in a migration of its own
// that starts with `-- +goose NO TRANSACTION`".
std::string in_migration_without_transaction(const MigrationStep& step);

// "goose", or "the migration tool".
std::string tool_name(const MigrationStep& step);

}  // namespace safeops::rules
