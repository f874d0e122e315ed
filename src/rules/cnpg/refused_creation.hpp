#pragma once

#include <string_view>
#include <vector>

#include "change/change.hpp"
#include "rules/cnpg/refusal.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// What the operator refuses of one object by itself. `creates`: nothing of that name is in the cluster yet.
using Judge = std::vector<Refusal> (*)(const flux::Object& object, bool creates);

// Reports what `judge` says of the deployed objects of one kind that this change adds or edits. What it said of the object at
// base too is left out: the change does not cause it. Unless the change switches the operator's validation on.
void report_refused(const Change& change, std::string_view group, std::string_view kind, Judge judge, Findings& out);

}  // namespace safeops::rules
