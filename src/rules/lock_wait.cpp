#include "rules/lock_wait.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

bool limits_wait(const sql::Effect& effect) {
  return effect.kind == sql::Effect::Kind::setting && effect.member == "lock_timeout" && timeout_milliseconds(effect.detail) > 0;
}

}  // namespace

std::vector<LockWait> lock_waits(const MigrationStep& step) {
  std::vector<LockWait> waits;
  if (!step.after || step.statements.empty()) return waits;
  const auto timeouts = lock_timeouts(step);
  const sql::Statement* first = step.after->script().statements.data();
  for (const StatementFacts& facts : step.statements)
    if (Blocking blocking = blocking_of(facts); !blocking.tables.empty())
      waits.push_back({std::move(blocking), timeouts[static_cast<std::size_t>(facts.statement - first)]});
  return waits;
}

const sql::Statement* sets_lock_timeout(const sql::Script& script, const sql::Statement& from) {
  for (const sql::Statement& statement : script.statements) {
    if (&statement < &from || statement.direction == sql::Direction::down || statement.kind.starts_with("ALTER")) continue;
    if (std::any_of(statement.effects.begin(), statement.effects.end(), limits_wait)) return &statement;
  }
  return nullptr;
}

}  // namespace safeops::rules
