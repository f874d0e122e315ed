#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "estate/shell.hpp"

namespace safeops {

// Is it the name of a program, and of the images made for it, that applies migrations: "flyway", "goose"?
bool is_migration_tool(std::string_view name);

// What a command of a migration tool, a framework or PostgreSQL's own programs takes away, known by its name alone.
enum class Harm {
  wipes,   // drops or empties the database: `dropdb`, `flyway clean`, `rails db:reset`
  undoes,  // takes migrations back: `alembic downgrade`, `goose down`
};
std::optional<Harm> harm_of(const ShellCommand& command);

// Is the word of that number a program that the command runs, and not the name of a file, a pod or a package?
bool is_program_at(const ShellCommand& command, std::size_t number);

}  // namespace safeops
