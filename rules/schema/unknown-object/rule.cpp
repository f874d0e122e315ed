#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// Nothing in the schema is older than its migrations.
bool is_whole(const sql::Catalog& base) {
  if (base.gave_up() || base.relations().empty()) return false;
  return std::none_of(base.relations().begin(), base.relations().end(), [](const auto& each) { return each.second.partial; });
}

// Constraints, indexes, functions and types can come from extensions or by names PostgreSQL made up.
bool is_proof(const sql::Conflict& conflict, const sql::Catalog& base) {
  if (!conflict.missing || (conflict.sqlstate != "42P01" && conflict.sqlstate != "42703")) return false;
  return conflict.object.schema.empty() || base.has_schema(conflict.object.schema);
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      if (!facts.conflict || !is_proof(*facts.conflict, *facts.base) || !is_whole(*facts.base)) continue;
      out.add(
          {.place = step.after->place(facts.statement->span),
           .what = fmt::format("PostgreSQL will refuse this statement: {}", facts.conflict->message),
           .why =
               "The landed migrations, replayed in their order, leave nothing of that name. The migration stops here, half done "
               "where it does not run in a transaction.",
           .next =
               "Correct the name, or add the migration that makes it before this one. If it was made by hand, put that into a "
               "migration with IF NOT EXISTS first."});
    }
  }
}

}  // namespace

extern constinit const Rule schema_unknown_object{
    .title = "Statement on something no migration made", .level = Level::error, .check = check};

}  // namespace safeops::rules
