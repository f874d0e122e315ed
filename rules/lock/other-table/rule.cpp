#include <algorithm>
#include <set>

#include "rules/blocking.hpp"
#include "rules/lock_timeout.hpp"

namespace safeops::rules {
namespace {

bool references(const sql::Command& command) {
  if (std::holds_alternative<sql::CreateTable>(command.form)) return true;
  const auto* alter = std::get_if<sql::AlterTable>(&command.form);
  return alter && std::any_of(alter->actions.begin(), alter->actions.end(), [](const sql::AlterAction& action) {
           return action.kind == sql::AlterAction::Kind::add_constraint || action.kind == sql::AlterAction::Kind::add_column;
         });
}

std::string reason(const Blocking& blocking) {
  const sql::Command& command = blocking.facts->statement->command;
  const auto* create = std::get_if<sql::CreateTable>(&command.form);
  if (create && create->bound) return "A new partition changes its parent.";
  if (references(command)) return "A foreign key puts triggers on the table it points at.";
  if (std::holds_alternative<sql::Drop>(command.form)) return "What is dropped has ties to it, and they are undone there too.";
  return "The foreign keys between the two tables stand in both.";
}

std::string next_step(const Blocking& blocking, const std::string& others) {
  const auto* create = std::get_if<sql::CreateTable>(&blocking.facts->statement->command.form);
  if (create && create->bound)
    return fmt::format(
        "Make the table on its own, `CREATE TABLE {0} (LIKE {1} INCLUDING ALL);`, and attach it: `ALTER TABLE {1} ATTACH "
        "PARTITION {0} ...;` blocks neither reads nor writes of {1}. Put `SET lock_timeout = '2s';` in front.",
        create->table.text(), create->parents.empty() ? others : create->parents.front().text());
  return fmt::format(
      "Put `SET lock_timeout = '2s';` in front, so that a busy {} makes the migration fail and not the app, and run it again "
      "when it does.",
      others);
}

void report(const MigrationStep& step, Findings& out) {
  const auto timeouts = lock_timeouts(step);
  const sql::Statement* first = step.after->script().statements.data();
  std::set<sql::Name> told;
  for (const StatementFacts& facts : step.statements) {
    const Blocking blocking = blocking_of(facts);
    if (blocking.hazard != LockHazard::other_table || timeouts[static_cast<std::size_t>(facts.statement - first)]) continue;
    std::vector<std::string> others;
    for (const BlockedTable& table : blocking.tables)
      if (!table.named && told.insert(table.name).second) others.push_back(table.text);
    if (others.empty()) continue;
    const std::string names = joined(others);
    out.add({.place = blocking.place(),
             .what = fmt::format("this also locks {}", names),
             .why = fmt::format("{} {}", reason(blocking), blocking.in_words()),
             .next = next_step(blocking, names)});
  }
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations())
    if (step.after && !step.statements.empty()) report(step, out);
}

}  // namespace

extern constinit const Rule lock_other_table{
    .title = "Another table is locked along with this one", .level = Level::warning, .check = check};

}  // namespace safeops::rules
