#include <algorithm>

#include "rules/new_enum_value.hpp"
#include "rules/outside_transaction.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using sql::Enclosure;
using sql::TransactionFault;

std::string inside(const MigrationStep& step, Enclosure::Kind kind) {
  switch (kind) {
    case Enclosure::Kind::begin:
      return "between BEGIN and COMMIT";
    case Enclosure::Kind::tool:
      return fmt::format("in the transaction that {} opens around the migration", tool_name(step));
    case Enclosure::Kind::message:
      return "together with other statements, which the tool sends in one message and PostgreSQL runs as one transaction";
    case Enclosure::Kind::body:
      return "in a DO block, which is a transaction";
    case Enclosure::Kind::nothing:
      break;
  }
  return "in a transaction";
}

std::string statement_words(const sql::Statement& statement) {
  const bool concurrently =
      std::any_of(statement.effects.begin(), statement.effects.end(), [](const sql::Effect& each) { return each.concurrently; });
  return statement.kind + (concurrently ? " CONCURRENTLY" : "");
}

void report_forbidden(const StatementFacts& facts, const Enclosure& enclosure, Findings& out) {
  if (!facts.cost.transaction_forbidden || !enclosure.encloses()) return;
  const MigrationStep& step = *facts.step;
  out.add({.place = step.after->place(facts.statement->span),
           .what = fmt::format("this {} stands {}", statement_words(*facts.statement), inside(step, enclosure.kind)),
           .why = "PostgreSQL refuses to run it in a transaction block (25001): the migration fails there, every time.",
           .next = fmt::format("Run it {}.", in_migration_without_transaction(step))});
}

struct FaultWords {
  std::string what, why, next;
  Level level = Level::error;
};

FaultWords words_for(TransactionFault::Kind kind, const MigrationStep& step, bool tool_known) {
  switch (kind) {
    case TransactionFault::Kind::nested_begin:
      return {"BEGIN inside a transaction does nothing",
              "PostgreSQL warns and goes on: the COMMIT that belongs to it ends the outer transaction, and what follows runs "
              "unprotected.",
              "Take BEGIN and its COMMIT out, or use SAVEPOINT.", Level::warning};
    case TransactionFault::Kind::stray_end:
      return {"this ends a transaction that nothing here began",
              "Either it does nothing, or it ends a transaction that the migration tool opened, and what follows cannot be taken "
              "back.",
              "Take it out, or write the BEGIN it belongs to.", tool_known ? Level::error : Level::warning};
    case TransactionFault::Kind::ends_tool:
      return {
          fmt::format("this ends the transaction that {} opened", tool_name(step)),
          "What follows runs on its own: when it fails, the migration is half applied and marked neither as done nor as undone.",
          fmt::format("Take it out. What must not run in a transaction goes {}.", in_migration_without_transaction(step))};
    case TransactionFault::Kind::unfinished:
      break;
  }
  return {"BEGIN without an end",
          "The session ends before the transaction does, and PostgreSQL takes everything since BEGIN back.",
          "Add `COMMIT;` at the end."};
}

bool is_new(const MigrationStep& step, const sql::Statement* statement) {
  return std::any_of(step.statements.begin(), step.statements.end(),
                     [&](const StatementFacts& facts) { return facts.statement == statement; });
}

// The first says it; the others follow from it.
void report_fault(const MigrationStep& step, Findings& out) {
  const sql::Transactions& transactions = step.transactions;
  const auto fault = std::find_if(transactions.faults.begin(), transactions.faults.end(),
                                  [](const TransactionFault& each) { return each.statement->direction == sql::Direction::up; });
  if (fault == transactions.faults.end() || !is_new(step, fault->statement)) return;
  FaultWords words = words_for(fault->kind, step, transactions.tool_known);
  out.add({.place = step.after->place(fault->statement->span),
           .what = std::move(words.what),
           .why = std::move(words.why),
           .next = std::move(words.next),
           .level = words.level});
}

void report_enum_values(const MigrationStep& step, Findings& out) {
  for (const NewEnumValueUse& use : uses_of_new_enum_values(step))
    out.add({.place = step.after->place(use.user->statement->span),
             .what = fmt::format("'{}' of {} is used in the transaction that adds it", use.value, use.type.text()),
             .why = "PostgreSQL refuses a new enum value until the transaction that added it has committed (55P04): the "
                    "migration fails here.",
             .next = fmt::format(
                 "Leave `ALTER TYPE {} ADD VALUE ...` in this migration and move what uses the value to the next one.",
                 use.type.text()),
             .related = {{step.after->place(use.adder->statement->span), "the value is added here"}}});
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after || step.statements.empty()) continue;
    for (const StatementFacts& facts : step.statements) report_forbidden(facts, step.enclosure(facts), out);
    report_fault(step, out);
    report_enum_values(step, out);
  }
}

}  // namespace

extern constinit const Rule schema_unsafe_use_in_transaction{
    .title = "Statement its transaction will not survive", .level = Level::error, .check = check};

}  // namespace safeops::rules
