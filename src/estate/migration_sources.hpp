#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "estate/dialect.hpp"
#include "estate/library.hpp"
#include "estate/migration.hpp"
#include "estate/plan.hpp"
#include "git/snapshot.hpp"

namespace safeops {

// Is this the path of a migration file, by its name alone: a .sql file below a directory called after migrations, or named as
// Flyway, golang-migrate, Prisma, Diesel or Supabase name theirs?
bool is_migration_path(std::string_view path);

// A migration that a deployed ConfigMap carries.
struct CarriedMigration {
  std::string_view key;  // of the ConfigMap
  std::string name;      // Migration::name
};
// In the order of its keys.
std::vector<CarriedMigration> carried_migrations(const Resource& config_map);

// Every place migrations come from in one revision: files (by name, by policy, by plan), ConfigMap keys, CNPG bootstrap SQL, psql
// arguments of Jobs. `clusters` and `resources` are the estate's.
struct FoundMigrations {
  std::deque<Migration> migrations;
  std::vector<DialectFile> others;  // files named like migrations that PostgreSQL is never given
};
FoundMigrations find_migrations(const git::Snapshot& snapshot, Library& library, const Policy& policy,
                                const std::deque<Plan>& plans, const std::deque<Resource>& resources,
                                const std::deque<Cluster>& clusters);

}  // namespace safeops
