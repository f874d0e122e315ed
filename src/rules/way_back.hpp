#pragma once

#include <optional>
#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// How a migration is taken back, as its tool has it: a section of the same file, or a file of its own.

// Does it say how: a down section, be it empty, or a down file in the same revision?
bool has_way_back(const Estate& estate, const Migration& migration);

// What to write to have one: "a `-- +goose Down` section", "migrations/002_name.down.sql".
std::string way_back_of(const Migration& migration);

// The statements that take it back, in order, and the migration they stand in: itself, or the down file.
struct WayBack {
  const Migration* migration = nullptr;
  std::vector<const sql::Statement*> statements;
};
// None where there are no statements, or what some of them do is not known.
std::optional<WayBack> way_back(const Estate& estate, const Migration& migration);

// It reads, sets or commits and leaves everything as it is: `SELECT 1;`.
bool does_nothing(const WayBack& back);

}  // namespace safeops::rules
