#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// What keeps the SQL of one migration from being understood, and where.
struct ScriptProblem {
  const MigrationStep* step = nullptr;
  const sql::Problem* problem = nullptr;

  [[nodiscard]] text::Place place() const { return step->after->place(problem->span); }
};

// The problems of every migration whose text this change adds or edits, in order. A file that is only moved has none: what it
// says was there before.
std::vector<ScriptProblem> script_problems(const Change& change);

}  // namespace safeops::rules
