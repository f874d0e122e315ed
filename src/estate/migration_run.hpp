#pragma once

#include <deque>
#include <string>

#include "estate/migration.hpp"
#include "estate/migration_job.hpp"
#include "estate/migration_sources.hpp"
#include "estate/resource.hpp"

namespace safeops {

// A migration that an object of the repository runs: a Job that mounts its ConfigMap, a CNPG Cluster that bootstraps with it, an
// AtlasMigration. The View is that object.
struct MigrationRun : View {
  enum class Tool {
    unknown,  // an image or a script that is out of sight
    psql,     // runs what it is given, each time it is asked
    records,  // writes down what has run, and runs it once
    cnpg,     // when the Cluster is made
  };
  std::string migration;  // Migration::name
  Tool tool = Tool::unknown;
  std::string reason;    // what tells the tool: "`psql`", "image migrate/migrate"
  std::string database;  // name of the CNPG Cluster; "" when it cannot be told
  bool certain = false;  // it names the file, or takes all there are; else it may run others of those it mounts
  bool takes_all = false;
  bool in_one_transaction = false;  // psql -1
  bool stops_on_error = false;      // psql goes on after an error unless told otherwise
  bool tries_again = false;         // a Job that failed starts from the beginning
};

// At most 10,000; in the order of `resources`, then of `jobs`.
std::deque<MigrationRun> find_migration_runs(const std::deque<Resource>& resources, const std::deque<MigrationJob>& jobs,
                                             const SqlKeys& keys);

}  // namespace safeops
