#pragma once

#include <optional>

#include "change/change.hpp"

namespace safeops::rules {

// Why running a migration of head once more fails at its first statement that does. None where nothing is known to fail.
std::optional<sql::Conflict> second_run_conflict(const Change& change, const Migration& migration);

}  // namespace safeops::rules
