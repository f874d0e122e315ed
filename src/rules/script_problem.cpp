#include "rules/script_problem.hpp"

namespace safeops::rules {

std::vector<ScriptProblem> script_problems(const Change& change) {
  std::vector<ScriptProblem> found;
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after) continue;
    for (const sql::Problem& problem : step.after->script().problems) found.push_back({&step, &problem});
  }
  return found;
}

}  // namespace safeops::rules
