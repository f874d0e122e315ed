#include <algorithm>

#include "rules/lock_wait.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    const std::vector<LockWait> waits = lock_waits(step);
    const auto wait = std::find_if(waits.begin(), waits.end(), [](const LockWait& each) { return !each.timeout; });
    if (wait == waits.end()) continue;
    const sql::Statement* late = sets_lock_timeout(step.after->script(), *wait->blocking.facts->statement);
    if (!late) continue;
    out.add({.place = wait->blocking.place(),
             .what = fmt::format("the lock on {} is waited for before lock_timeout is set", wait->blocking.first_table()),
             .why = fmt::format("The setting counts for what comes after it. {}", wait->blocking.in_words()),
             .next = "Move the SET to the top of the migration.",
             .related = {{step.after->place(late->span), "here lock_timeout is set"}}});
  }
}

}  // namespace

extern constinit const Rule lock_timeout_after{.title = "lock_timeout is set too late", .level = Level::warning, .check = check};

}  // namespace safeops::rules
