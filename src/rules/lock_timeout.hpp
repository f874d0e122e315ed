#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// Longer than this nobody should stand in a queue behind a migration.
inline constexpr std::int64_t longest_lock_wait_ms = 10'000;

// The limit on waiting for a lock under which a statement runs: lock_timeout or statement_timeout, whichever ends the wait first.
struct LockTimeout {
  std::int64_t milliseconds = 0;
  const sql::Statement* set_by = nullptr;
};

// One a statement of the migration, in their order; none where the wait has no end. What a role or the database was given by
// ALTER
// ... SET is out of sight.
std::vector<std::optional<LockTimeout>> lock_timeouts(const MigrationStep& step);

// "5s", "1500", "2 min" as milliseconds; 0 for what ends no wait.
std::int64_t timeout_milliseconds(std::string_view value);

}  // namespace safeops::rules
