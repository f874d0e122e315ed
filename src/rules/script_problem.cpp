#include "rules/script_problem.hpp"

namespace safeops::rules {
namespace {

bool says_something_new(const MigrationStep& step) {
  return step.after && !(step.before && step.before->text() == step.after->text());
}

}  // namespace

std::vector<ScriptProblem> script_problems(const Change& change) {
  std::vector<ScriptProblem> found;
  for (const MigrationStep& step : change.migrations()) {
    if (!says_something_new(step)) continue;
    for (const sql::Problem& problem : step.after->script().problems) found.push_back({&step, &problem});
  }
  return found;
}

}  // namespace safeops::rules
