#pragma once

#include <deque>
#include <string>
#include <vector>

#include "estate/migration.hpp"
#include "estate/resource.hpp"

namespace safeops {

// A Job that migrates a database's schema when Flux applies it.
struct MigrationJob : View {
  const Workload* workload = nullptr;     // the Job itself
  std::string reason;                     // how we know: "image migrate/migrate", "`alembic upgrade`", "ConfigMap schema-v1"
  std::vector<const Workload*> apps;      // that run on the schema it makes; empty when that cannot be told
  bool apps_share_database_only = false;  // nothing but the database ties them to it

  [[nodiscard]] std::string database() const;  // name of the first CNPG Cluster it uses, "" when it cannot be told
  // What it runs in the app's own image, and what the app runs; both null when they share none.
  struct SharedImage {
    const Artifact* in_job = nullptr;
    const Artifact* in_app = nullptr;
  };
  [[nodiscard]] SharedImage shared_image(const Workload& app) const;
};

// Jobs that run a migration tool or its command, psql with statements that change a schema, or the SQL of a ConfigMap they mount;
// or that are called after migrations and use a database. Their apps are, in one namespace, those of the same image, else the one
// the Job is named after; else those on the same database; at most 50.
std::deque<MigrationJob> find_migration_jobs(const std::deque<Workload>& workloads, const std::deque<Migration>& migrations);

}  // namespace safeops
