#include <set>

#include "rules/lock_wait.hpp"

namespace safeops::rules {
namespace {

std::string in_seconds(std::int64_t milliseconds) {
  return fmt::format("{} s", milliseconds / 1000);
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    std::set<const sql::Statement*> told;
    for (const LockWait& wait : lock_waits(step)) {
      if (!wait.timeout || wait.timeout->milliseconds <= longest_lock_wait_ms) continue;
      if (!told.insert(wait.timeout->set_by).second) continue;
      out.add({.place = step.after->place(wait.timeout->set_by->span),
               .what = fmt::format("up to {} may pass before this migration gives up waiting for {}",
                                   in_seconds(wait.timeout->milliseconds), wait.blocking.first_table()),
               .why = fmt::format("All that time others wait behind it; requests of the app give up sooner. {}",
                                  wait.blocking.in_words()),
               .next = "Set `lock_timeout` to a few seconds at most, `SET lock_timeout = '2s';`, and run the migration again "
                       "when it gives up.",
               .related = {{wait.blocking.place(), "this waits for the lock"}}});
    }
  }
}

}  // namespace

extern constinit const Rule lock_timeout_too_long{
    .title = "lock_timeout is longer than users wait", .level = Level::warning, .check = check};

}  // namespace safeops::rules
