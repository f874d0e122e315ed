#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      const auto* routine = std::get_if<sql::CreateRoutine>(&facts.statement->command.form);
      if (!routine || !routine->security_definer || routine->sets_search_path) continue;
      out.add(
          {.place = step.after->place(facts.statement->span),
           .what = fmt::format("function {} runs with its owner's rights and its caller's search_path", routine->routine.text()),
           .why = "Who may create a table or function in a schema of that path has the function use theirs, with its owner's "
                  "rights.",
           .next = "Add `SET search_path = pg_catalog, pg_temp` to its definition and write the schema in front of every name."});
    }
  }
}

}  // namespace

extern constinit const Rule schema_security_definer{
    .title = "Function with its owner's rights, open to takeover", .level = Level::note, .advice = true, .check = check};

}  // namespace safeops::rules
