#include <algorithm>

#include "rules/lock_wait.hpp"

namespace safeops::rules {
namespace {

std::string setting(const Migration& migration) {
  const bool in_transaction = migration.script().framework == sql::Framework::sqitch;
  return in_transaction ? "SET LOCAL lock_timeout = '2s';" : "SET lock_timeout = '2s';";
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    const std::vector<LockWait> waits = lock_waits(step);
    const auto wait = std::find_if(waits.begin(), waits.end(), [](const LockWait& each) { return !each.timeout; });
    if (wait == waits.end() || sets_lock_timeout(step.after->script(), *wait->blocking.facts->statement)) continue;
    out.add({.place = wait->blocking.place(),
             .what = fmt::format("nothing limits how long this waits for its lock on {}", wait->blocking.first_table()),
             .why = fmt::format("While it waits behind one long query, everything that comes later waits behind it. {}",
                                wait->blocking.in_words()),
             .next = fmt::format(
                 "Put `{}` at the top of the migration and run it again when it gives up. Where the role that migrates has a "
                 "lock_timeout of its own, switch this rule off in the policy.",
                 setting(*step.after))});
  }
}

}  // namespace

extern constinit const Rule lock_no_timeout{.title = "Waits for a lock without a limit", .level = Level::warning, .check = check};

}  // namespace safeops::rules
