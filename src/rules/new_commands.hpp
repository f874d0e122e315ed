#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// The commands of one kind that the change brings: no container of that object ran the same before. A file that reaches several
// environments counts once.
std::vector<const DatabaseCommand*> new_commands(const Change& change, DatabaseCommand::Kind kind);

}  // namespace safeops::rules
