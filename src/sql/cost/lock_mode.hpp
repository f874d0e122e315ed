#pragma once

#include <string_view>

namespace safeops::sql {

// Table-level locks, weakest first ("Table-Level Locks", chapter 13.3.1 of the manual).
enum class LockMode {
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive
};

bool blocks_reads(LockMode mode);   // a plain SELECT waits
bool blocks_writes(LockMode mode);  // INSERT, UPDATE and DELETE wait

std::string_view to_string(LockMode mode);     // "AccessExclusive", as pg_locks calls it without "Lock"
LockMode lock_mode_of(std::string_view name);  // the inverse; what is none counts as the strongest
std::string_view words_for(LockMode mode);     // "ACCESS EXCLUSIVE", as LOCK TABLE calls it

}  // namespace safeops::sql
