#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::ConstraintDefinition::Kind;

bool is_key(const sql::ConstraintDefinition& constraint) {
  return constraint.kind == Kind::primary_key;
}

bool has_key(const sql::CreateTable& create) {
  return std::any_of(create.constraints.begin(), create.constraints.end(), is_key) ||
         std::any_of(create.columns.begin(), create.columns.end(), [](const sql::ColumnDefinition& column) {
           return std::any_of(column.constraints.begin(), column.constraints.end(), is_key);
         });
}

bool gets_key_later(const Change& change, const sql::Name& table) {
  const auto& steps = change.migrations();
  return std::any_of(steps.begin(), steps.end(), [&](const MigrationStep& step) {
    return std::any_of(step.effects.begin(), step.effects.end(), [&](const SchemaEffect& effect) {
      return effect.effect->kind == sql::Effect::Kind::add_primary_key && effect.effect->object.may_be(table);
    });
  });
}

// Partitions and copies have the key of what they are made after.
bool stands_alone(const sql::CreateTable& create) {
  return create.persistence != sql::Persistence::temporary && !create.foreign && create.parents.empty() && create.likes.empty() &&
         create.of_type.empty();
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      const auto* create = std::get_if<sql::CreateTable>(&facts.statement->command.form);
      if (!create || !stands_alone(*create) || has_key(*create) || gets_key_later(change, create->table)) continue;
      out.add(
          {.place = step.after->place(facts.statement->span),
           .what = fmt::format("table {} has no primary key", create->table.text()),
           .why = "Rows cannot be told apart: logical replication refuses UPDATE and DELETE, and a backfill in batches has "
                  "nothing to "
                  "go by.",
           .next = fmt::format("Give it one: `ALTER TABLE {} ADD PRIMARY KEY (...);`, in this change.", create->table.text())});
    }
  }
}

}  // namespace

extern constinit const Rule schema_no_primary_key{
    .title = "Table without a primary key", .level = Level::note, .advice = true, .check = check};

}  // namespace safeops::rules
