#include <algorithm>

#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

bool is_short(const sql::TypeName& type) {
  constexpr std::string_view names[] = {"int2", "int4", "serial", "serial4", "smallserial", "serial2"};
  return type.dimensions == 0 && std::find(std::begin(names), std::end(names), type.name.name) != std::end(names);
}

bool is_key_of(const sql::ConstraintDefinition& constraint, std::string_view column) {
  if (constraint.kind != sql::ConstraintDefinition::Kind::primary_key) return false;
  return constraint.columns.empty() || (constraint.columns.size() == 1 && constraint.columns.front() == column);
}

bool is_key(const sql::CreateTable& create, const sql::ColumnDefinition& column) {
  const auto matches = [&](const sql::ConstraintDefinition& constraint) { return is_key_of(constraint, column.name); };
  return std::any_of(column.constraints.begin(), column.constraints.end(), matches) ||
         std::any_of(create.constraints.begin(), create.constraints.end(), matches);
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      const auto* create = std::get_if<sql::CreateTable>(&facts.statement->command.form);
      if (!create) continue;
      for (const sql::ColumnDefinition& column : create->columns) {
        if (!is_short(column.type) || !is_key(*create, column)) continue;
        out.add(
            {.place = step.after->place(facts.statement->span),
             .what = fmt::format("primary key {}.{} is a {}", create->table.text(), identifier(column.name), column.type.text()),
             .why = "It runs out at 2147483647 or before, every INSERT fails on that day, and making it wider rewrites the table "
                    "and "
                    "all that points at it.",
             .next = "Make it a bigint: it costs four bytes a row now and nothing later."});
      }
    }
  }
}

}  // namespace

extern constinit const Rule schema_int_primary_key{
    .title = "Primary key that will run out of numbers", .level = Level::note, .advice = true, .check = check};

}  // namespace safeops::rules
