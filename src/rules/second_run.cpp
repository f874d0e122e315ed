#include "rules/second_run.hpp"

#include <algorithm>

#include "change/schema_history.hpp"

namespace safeops::rules {
namespace {

std::optional<sql::Conflict> of_new_statements(const MigrationStep& step) {
  for (const StatementFacts& facts : step.statements)
    if (facts.rerun == StatementFacts::Rerun::fails) return facts.rerun_conflict;
  return {};
}

// The schema at base has what a landed migration made.
std::optional<sql::Conflict> of_landed(const Change& change, const Migration& migration) {
  const sql::Catalog& schema = change.schemas().before(migration);
  for (const sql::Statement& statement : migration.script().statements) {
    if (statement.direction == sql::Direction::down || statement.container != sql::Container::top_level) continue;
    if (auto conflict = sql::find_conflict(statement.command, schema)) return conflict;
  }
  return {};
}

}  // namespace

std::optional<sql::Conflict> second_run_conflict(const Change& change, const Migration& migration) {
  const auto& steps = change.migrations();
  const auto step = std::find_if(steps.begin(), steps.end(), [&](const MigrationStep& each) { return each.after == &migration; });
  return step == steps.end() ? of_landed(change, migration) : of_new_statements(*step);
}

}  // namespace safeops::rules
