#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace safeops {

// Migrations that a tool keeps for several databases beside each other: `003_users.mysql.up.sql` next to
// `003_users.postgres.up.sql`, or `migrations/sqlite/003.sql` next to `migrations/postgres/003.sql`.
struct DialectFile {
  std::string path;
  std::string_view database;  // "MySQL"; empty: for any database, but PostgreSQL has a file of its own in its place
};

// Those of `paths` that PostgreSQL is not given. A name alone is not believed: the same migration must be there for PostgreSQL,
// under the same name but for the word.
std::vector<DialectFile> find_other_dialects(const std::vector<std::string>& paths);

}  // namespace safeops
