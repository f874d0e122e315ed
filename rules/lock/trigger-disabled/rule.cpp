#include "rules/blocking.hpp"

namespace safeops::rules {
namespace {

bool disables_all(const sql::AlterAction& action) {
  return action.kind == sql::AlterAction::Kind::trigger_state && action.all && action.word == "disable";
}

void report_table(const StatementFacts& facts, Findings& out) {
  const auto* alter = std::get_if<sql::AlterTable>(&facts.statement->command.form);
  if (!alter) return;
  const Blocking blocking = blocking_of(facts);
  for (const sql::AlterAction& action : alter->actions) {
    if (!disables_all(action) || blocking.tables.empty()) continue;
    const std::string table = blocking.first_table();
    out.add({.place = blocking.place(),
             .what = fmt::format("all triggers of {} are disabled", table),
             .why = fmt::format(
                 "Until they are enabled again nothing they guard is guarded, for the running app too. With ALL that is every "
                 "foreign key, and no later statement checks the rows that slip in. {}",
                 blocking.in_words()),
             .next = fmt::format(
                 "Disable the one trigger that is in the way, in the same transaction as the work: `ALTER TABLE {0} DISABLE "
                 "TRIGGER <name>;` ... `ALTER TABLE {0} ENABLE TRIGGER <name>;`.",
                 table)});
  }
}

void report_session(const StatementFacts& facts, Findings& out) {
  for (const sql::Effect& effect : facts.statement->effects) {
    if (effect.kind != sql::Effect::Kind::setting || effect.member != "session_replication_role" || effect.detail != "replica")
      continue;
    out.add(
        {.place = facts.step->after->place(facts.statement->span),
         .what = "session_replication_role is set to replica: no trigger fires",
         .why =
             "Foreign keys are triggers: rows this session writes are not checked, and nothing checks them afterwards. No other "
             "reads or writes wait for it.",
         .next = "Take it out and load rows in an order that the foreign keys allow, or make the keys `DEFERRABLE` and run `SET "
                 "CONSTRAINTS ALL DEFERRED;`."});
  }
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations())
    for (const StatementFacts& facts : step.statements) {
      report_table(facts, out);
      report_session(facts, out);
    }
}

}  // namespace

extern constinit const Rule lock_trigger_disabled{
    .title = "Foreign keys switched off with all triggers", .level = Level::error, .check = check};

}  // namespace safeops::rules
