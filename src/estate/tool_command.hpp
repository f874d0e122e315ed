#pragma once

#include <optional>

#include "estate/shell.hpp"

namespace safeops {

// What a command of a migration tool, a framework or PostgreSQL's own programs takes away, known by its name alone.
enum class Harm {
  wipes,   // drops or empties the database: `dropdb`, `flyway clean`, `rails db:reset`
  undoes,  // takes migrations back: `alembic downgrade`, `goose down`
};
std::optional<Harm> harm_of(const ShellCommand& command);

}  // namespace safeops
