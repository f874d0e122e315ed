#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace safeops {

// Migrations that a tool keeps for several databases beside each other: `003_users.mysql.up.sql` next to
// `003_users.postgres.up.sql`, or `migrations/sqlite/` next to `migrations/postgres/`.
struct DialectFile {
  std::string path;
  std::string_view database;  // "MySQL"; empty: for any database, but PostgreSQL has a file of its own in its place
};

// Those of `paths` that PostgreSQL is never given. A name alone is not believed: there must be another file for another
// database, or for any, that stands for the same migration or directory.
std::vector<DialectFile> find_other_dialects(const std::vector<std::string>& paths);

}  // namespace safeops
