#pragma once

#include <deque>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "estate/database_commands.hpp"
#include "estate/dialect.hpp"
#include "estate/library.hpp"
#include "estate/migration.hpp"
#include "estate/plan.hpp"
#include "git/snapshot.hpp"

namespace safeops {

// Is this the path of a migration file, by its name alone: a .sql file below a directory called after migrations, or named as
// Flyway, golang-migrate, Prisma, Diesel or Supabase name theirs?
bool is_migration_path(std::string_view path);

// Which keys of ConfigMaps hold SQL: those called so, and those that a pod mounts as, or gives to psql as, a file of SQL.
class SqlKeys {
 public:
  SqlKeys(const std::deque<Resource>& resources, const std::deque<DatabaseCommand>& commands);
  [[nodiscard]] bool holds(std::string_view key) const;

 private:
  void add_items(const yaml::Node& items);

  std::set<std::string, std::less<>> files_;
};

// A migration that a deployed ConfigMap carries.
struct CarriedMigration {
  std::string_view key;  // of the ConfigMap
  std::string name;      // Migration::name
};
// In the order of its keys.
std::vector<CarriedMigration> carried_migrations(const Resource& config_map, const SqlKeys& keys);

// Every place migrations come from in one revision: files (by name, by policy, by plan), ConfigMap keys, CNPG bootstrap SQL, the
// SQL in commands. `clusters`, `resources` and `commands` are the estate's and outlive what is found.
struct FoundMigrations {
  std::deque<Migration> migrations;
  std::vector<DialectFile> others;  // files named like migrations that PostgreSQL is never given
  SqlKeys keys;
};
FoundMigrations find_migrations(const git::Snapshot& snapshot, Library& library, const Policy& policy,
                                const std::deque<Plan>& plans, const std::deque<Resource>& resources,
                                const std::deque<Cluster>& clusters, const std::deque<DatabaseCommand>& commands);

}  // namespace safeops
