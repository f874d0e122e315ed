#include "rules/outside_transaction.hpp"

#include <algorithm>

#include "sql/batches.hpp"

namespace safeops::rules {

std::string in_migration_without_transaction(const MigrationStep& step) {
  switch (step.migration().script().framework) {
    case sql::Framework::goose:
      return "in a migration of its own with the line `-- +goose NO TRANSACTION`";
    case sql::Framework::dbmate:
      return "as the only statement of a migration that begins with `-- migrate:up transaction:false`";
    case sql::Framework::sql_migrate:
      return "in a migration of its own that begins with `-- +migrate Up notransaction`";
    case sql::Framework::flyway:
      return "in a migration of its own, which Flyway then runs without a transaction";
    case sql::Framework::liquibase:
      return "in a changeset of its own with `runInTransaction:false`";
    case sql::Framework::diesel:
      return "as the only statement of a migration whose metadata.toml says `run_in_transaction = false`";
    case sql::Framework::sqlx:
      return "as the only statement of a migration that starts with `-- no-transaction`";
    case sql::Framework::golang_migrate:
    case sql::Framework::prisma:
      return "as the only statement of a migration of its own";
    case sql::Framework::sqitch:
      return "in a change of its own without BEGIN and COMMIT";
    case sql::Framework::rails:
    case sql::Framework::none:
      return "in a migration of its own, outside of any transaction";
  }
  return "in a migration of its own, outside of any transaction";
}

bool stands_outside_transaction(const StatementFacts& facts) {
  return facts.step->transactions.tool_known && !facts.step->enclosure(facts).encloses();
}

std::string in_front_of(const StatementFacts& facts) {
  const Migration& migration = *facts.step->after;
  const std::vector<sql::Batch> batches = sql::read_batches(migration.text(), migration.script().framework);
  const auto next = std::find_if(batches.begin() + 1, batches.end(),
                                 [&](const sql::Batch& batch) { return batch.begin > facts.statement->span.begin; });
  const sql::Batch& batch = *std::prev(next);
  const bool one_by_one = batch.wrapping == sql::Batch::Wrapping::apart || batch.sorts_itself;
  return one_by_one ? "before it" : "in a migration of its own before this one";
}

std::string tool_name(const MigrationStep& step) {
  const sql::Framework framework = step.migration().script().framework;
  return framework == sql::Framework::none ? "the migration tool" : std::string(sql::to_string(framework));
}

}  // namespace safeops::rules
