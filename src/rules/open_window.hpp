#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// "in production"
std::string in_environment(const EnvironmentWindow& window);

// What counts for the window's clock, for the end of a finding: expand, opening and every restart.
std::vector<Related> story_of(const RollbackWindow& plan, const EnvironmentWindow& window);

// "it opened 2026-01-19T09:00:00Z with 3f2a91c0d (flag FEATURE_LOGIN_V2 turned on in production) and ends ..., in 3h"
std::string how_far(const EnvironmentWindow& window, text::Seconds now);

// The criteria of a plan's window that no go decision about its contract step, and no passed test among its evidence, confirms.
std::vector<std::string> unconfirmed_criteria(const Change& change, const Plan& plan);

// Of two plans that share a name the one at base is the same: whether a window of the plan, as base knows it, is still open.
const EnvironmentWindow* first_open(const Change& change, const Plan& plan);

}  // namespace safeops::rules
