#pragma once

#include <vector>

#include "rules/blocking.hpp"
#include "rules/lock_timeout.hpp"

namespace safeops::rules {

// A new statement that others queue up behind while it waits for its lock, and the limit there is to that wait.
struct LockWait {
  Blocking blocking;
  std::optional<LockTimeout> timeout;
};

// Of one migration, in order.
std::vector<LockWait> lock_waits(const MigrationStep& step);

// The first statement of the script at or after `from` that sets lock_timeout to something that ends a wait; null when none
// does, or when the script switches it off as well: what comes last then is the session's own, put back.
const sql::Statement* sets_lock_timeout(const sql::Script& script, const sql::Statement& from);

}  // namespace safeops::rules
