#pragma once

#include <vector>

#include "change/change.hpp"
#include "gate/verdict.hpp"

namespace safeops {

// The go/no-go list a reviewer reads in ten seconds: one line per question of the discipline, from the findings of its rules and
// from what the change brings.
std::vector<ChecklistItem> make_checklist(const Change& change, const std::vector<Judged>& findings);

}  // namespace safeops
