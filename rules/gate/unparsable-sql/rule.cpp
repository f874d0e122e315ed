#include "rules/rule.hpp"
#include "rules/script_problem.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Problem::Kind;

// A rollback script that does not parse is judged as a rollback script; one that brings the parser down is nobody else's.
bool concerns_this_rule(const sql::Problem& problem) {
  if (problem.kind == Kind::crashed) return true;
  const bool unparsed = problem.kind == Kind::syntax || problem.kind == Kind::templated;
  return unparsed && problem.direction == sql::Direction::up;
}

std::string next(const sql::Problem& problem) {
  if (problem.kind == Kind::templated)
    return "Commit the SQL as it will run: fill the placeholder in, or keep what differs between environments out of migrations.";
  if (problem.kind == Kind::crashed) return "Split the statement into smaller ones until each of them can be read.";
  return fmt::format("Correct the statement; it has to parse as PostgreSQL {}.", sql::grammar_version());
}

void check(const Change& change, Findings& out) {
  for (const ScriptProblem& found : script_problems(change)) {
    if (!concerns_this_rule(*found.problem)) continue;
    out.add({.place = found.place(),
             .what = fmt::format("{} cannot be understood: {}", found.step->after->path, found.problem->message),
             .why = "What the gate cannot read it cannot judge, and a statement PostgreSQL rejects stops the migration half way.",
             .next = next(*found.problem),
             .hard_stop = found.step->plan != nullptr});
  }
}

}  // namespace

extern constinit const Rule gate_unparsable_sql{
    .title = "A migration is not SQL that can be read", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
