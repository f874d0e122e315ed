#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sql/catalog/apply.hpp"
#include "sql/cost/cost.hpp"
#include "sql/cost/type_change.hpp"
#include "sql/script.hpp"

namespace safeops {

struct MigrationStep;

// ALTER COLUMN ... TYPE, with what the column was.
struct ColumnTypeChange {
  sql::Name table;     // whole
  sql::Name stood_as;  // what the table was called at base
  std::string column;
  sql::TypeName from;
  sql::TypeName to;
  sql::TypeChange change;                // `narrows` is of the change as a whole: base against what stands in the end
  std::vector<std::string> lost_labels;  // of an enumeration: those its values cannot have any more
};

// What a new statement meets in the schema that the migrations before it built, and what running it there costs.
struct StatementFacts {
  enum class Rerun { ok, fails, unknown };

  const MigrationStep* step = nullptr;
  const sql::Statement* statement = nullptr;
  const sql::Catalog* base = nullptr;    // the schema at base; lives as long as the change
  int major = 0;                         // of the server it is meant for
  std::vector<std::string> search_path;  // in which it runs
  sql::Cost cost;
  std::set<sql::Name> made_here;                // of the relations it costs: those this same change makes
  std::optional<sql::Conflict> conflict;        // why the server would refuse it; only where all before it was understood
  Rerun rerun = Rerun::unknown;                 // when it is run a second time
  std::optional<sql::Conflict> rerun_conflict;  // why that fails
  std::vector<ColumnTypeChange> type_changes;
};

}  // namespace safeops
