#include "rules/lock_wait.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

const sql::Effect* lock_timeout_in(const sql::Statement& statement) {
  const bool runs = statement.direction == sql::Direction::up && statement.container != sql::Container::function_body;
  if (!runs || statement.kind.starts_with("ALTER")) return nullptr;  // ALTER ROLE ... SET is for sessions to come
  const auto found = std::find_if(statement.effects.begin(), statement.effects.end(), [](const sql::Effect& effect) {
    return effect.kind == sql::Effect::Kind::setting && effect.member == "lock_timeout";
  });
  return found == statement.effects.end() ? nullptr : &*found;
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
  const sql::Statement* late = nullptr;
  for (const sql::Statement& statement : script.statements) {
    const sql::Effect* setting = lock_timeout_in(statement);
    if (!setting) continue;
    if (timeout_milliseconds(setting->detail) <= 0) return nullptr;
    if (!late && &statement >= &from) late = &statement;
  }
  return late;
}

}  // namespace safeops::rules
