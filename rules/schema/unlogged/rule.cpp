#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// The table the statement leaves unlogged; null for none.
const sql::Name* unlogged_table(const sql::Command::Form& form) {
  const auto* create = std::get_if<sql::CreateTable>(&form);
  if (create && create->persistence == sql::Persistence::unlogged) return &create->table;
  const auto* as = std::get_if<sql::CreateTableAs>(&form);
  if (as && as->persistence == sql::Persistence::unlogged) return &as->table;
  const auto* alter = std::get_if<sql::AlterTable>(&form);
  const bool sets = alter && std::any_of(alter->actions.begin(), alter->actions.end(), [](const sql::AlterAction& action) {
                      return action.kind == sql::AlterAction::Kind::set_unlogged;
                    });
  return sets ? &alter->table : nullptr;
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      const sql::Name* table = unlogged_table(facts.statement->command.form);
      if (!table) continue;
      out.add({.place = step.after->place(facts.statement->span),
               .what = fmt::format("table {} is unlogged", table->text()),
               .why = "A crash empties it, replicas never have its rows, after a failover it is empty, and no backup holds them.",
               .next = "Leave UNLOGGED out, unless the rows can be made again at any moment."});
    }
  }
}

}  // namespace

extern constinit const Rule schema_unlogged{
    .title = "Table that a crash or failover empties", .level = Level::note, .advice = true, .check = check};

}  // namespace safeops::rules
