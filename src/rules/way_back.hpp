#pragma once

#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// How a migration is taken back, as its tool has it: a section of the same file, or a file of its own.

// Does it say how: a down section, be it empty, or a down file in the same revision?
bool has_way_back(const Estate& estate, const Migration& migration);

// What to write to have one: "a `-- +goose Down` section", "migrations/002_name.down.sql".
std::string way_back_of(const Migration& migration);

}  // namespace safeops::rules
