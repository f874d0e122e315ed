#pragma once

#include <string>
#include <vector>

#include "estate/estate.hpp"

namespace safeops {

// A file with migrations that a revision has and another one does not.
struct NewMigration {
  std::string path;
  std::string database;                                 // "" when it cannot be told
  sql::DeclaredPhase phase = sql::DeclaredPhase::none;  // what it declares, else what its statements do
  std::string reason;                                   // a phrase: "its name says expand"
};

// Those of `head` that are in no other plan than `plan`, by path. Files that only go back (down scripts) are left out.
std::vector<NewMigration> new_migrations(const Estate& head, const git::Snapshot& base, std::string_view plan);

}  // namespace safeops
