#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// Where a finding about a plan stands, and the other half of it.
struct Anchor {
  text::Place place;
  std::vector<Related> related;
};

// The first new statement of a step, a contract statement before any other; the whole migration when it brings none.
text::Place first_statement(const MigrationStep& step);

// The step of this change that carries out a plan, one of its contract files before any other; null when it brings none.
const MigrationStep* step_of(const Change& change, const Plan& plan);

// For what a plan says or lacks: the plan's first statement in this change, related to its `field` (or nearest parent). When the
// change brings no migration of the plan, the field itself, or the first changed line of a plan that lost it.
Anchor plan_anchor(const Change& change, const Plan& plan, std::string_view field);

// For what a piece of evidence says: its own line when this change touches it, related to the plan's first statement; else that
// statement, related to `evidence` with `says`.
Anchor evidence_anchor(const Change& change, const Plan& plan, text::Place evidence, std::string says);

}  // namespace safeops::rules
