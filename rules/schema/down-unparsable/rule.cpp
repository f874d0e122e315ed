#include "rules/rule.hpp"
#include "rules/script_problem.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Problem::Kind;

void check(const Change& change, Findings& out) {
  for (const ScriptProblem& found : script_problems(change)) {
    const bool unparsed = found.problem->kind == Kind::syntax || found.problem->kind == Kind::templated;
    if (!unparsed || found.problem->direction != sql::Direction::down) continue;
    out.add({.place = found.place(),
             .what = fmt::format("the rollback script in {} cannot be understood: {}", found.step->after->path,
                                 found.problem->message),
             .why = "Nobody runs it before the day it is needed, and on that day it fails.",
             .next = fmt::format(
                 "Correct it until it parses as PostgreSQL {}, and run up, down and up again once on a scratch database. "
                 "Where there is no way back, say so with RAISE EXCEPTION in a DO block.",
                 sql::grammar_version())});
  }
}

}  // namespace

extern constinit const Rule schema_down_unparsable{
    .title = "Rollback script that cannot be read", .level = Level::error, .check = check};

}  // namespace safeops::rules
