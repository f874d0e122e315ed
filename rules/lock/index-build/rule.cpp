#include <fmt/ranges.h>

#include <algorithm>

#include "rules/blocking.hpp"
#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"
#include "rules/outside_transaction.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::AlterAction::Kind;
using Constraint = sql::ConstraintDefinition;

bool builds_index(const Constraint& constraint) {
  const bool indexed = constraint.kind == Constraint::Kind::unique || constraint.kind == Constraint::Kind::primary_key ||
                       constraint.kind == Constraint::Kind::exclude;
  return indexed && constraint.index.empty();
}

std::string_view words_for(Constraint::Kind kind) {
  return kind == Constraint::Kind::primary_key ? "PRIMARY KEY" : kind == Constraint::Kind::exclude ? "EXCLUDE" : "UNIQUE";
}

std::string name_of(const Constraint& constraint, const sql::Name& table, const std::vector<std::string>& columns) {
  if (!constraint.name.empty()) return identifier(constraint.name);
  return identifier(made_up_constraint_name(table, columns, constraint.kind == Constraint::Kind::primary_key ? "pkey" : "key"));
}

std::string listed(const std::vector<std::string>& columns) {
  std::vector<std::string> quoted;
  for (const std::string& column : columns) quoted.push_back(identifier(column));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string online_steps(const StatementFacts& facts, const sql::AlterTable& alter, const Constraint& constraint,
                         const std::vector<std::string>& columns) {
  const std::string table = alter.table.text(), name = name_of(constraint, alter.table, columns);
  const sql::Relation* relation = facts.base->relation(alter.table);
  if (relation && relation->is_partitioned())
    return fmt::format(
        "`CREATE UNIQUE INDEX {0} ON ONLY {1} ({2});`, for each partition `CREATE UNIQUE INDEX CONCURRENTLY` on ({2}) outside of "
        "a transaction, and `ALTER INDEX {0} ATTACH PARTITION ...;`. The unique index of {1} then does what the constraint "
        "would; "
        "a partitioned table cannot take it over with USING INDEX.",
        name, table, listed(columns));
  return fmt::format(
      "Run `CREATE UNIQUE INDEX CONCURRENTLY {1} ON {0} ({2}){5};` {4}; then `ALTER TABLE {0} ADD CONSTRAINT {1} {3} USING INDEX "
      "{1};`, which is instant{6}.",
      table, name, listed(columns), words_for(constraint.kind), in_migration_without_transaction(*facts.step),
      constraint.nulls_not_distinct ? " NULLS NOT DISTINCT" : "",
      constraint.kind == Constraint::Kind::primary_key ? " where the columns are NOT NULL already" : "");
}

struct Build {
  std::string what;
  std::string next;
};

Build of_constraint(const StatementFacts& facts, const sql::AlterTable& alter, const Constraint& constraint,
                    const std::string& column) {
  const std::vector<std::string> columns =
      constraint.columns.empty() && !column.empty() ? std::vector{column} : constraint.columns;
  const std::string what =
      fmt::format("{} on {} builds its index under the lock", words_for(constraint.kind), alter.table.text());
  if (constraint.kind == Constraint::Kind::exclude)
    return {what,
            "An exclusion constraint cannot be added without that lock. Add it in an announced maintenance window, or to a new "
            "table that takes "
            "over from this one."};
  const std::string first = column.empty() ? "" : fmt::format("Add the column {} without it first. ", identifier(column));
  return {what, first + online_steps(facts, alter, constraint, columns)};
}

// The index of a changed column that stands behind no constraint.
const sql::Index* index_to_make_anew(const StatementFacts& facts, const sql::Relation& table) {
  const auto found = std::find_if(table.indexes.begin(), table.indexes.end(), [&](const sql::Index& index) {
    return index.constraint.empty() && std::any_of(facts.type_changes.begin(), facts.type_changes.end(),
                                                   [&](const ColumnTypeChange& change) { return index.reads(change.column); });
  });
  return found == table.indexes.end() ? nullptr : &*found;
}

std::string rebuild_steps(const StatementFacts& facts, const sql::AlterTable& alter, const std::string& table) {
  const sql::Relation* relation = facts.base->relation(alter.table);
  const sql::Index* index = relation ? index_to_make_anew(facts, *relation) : nullptr;
  if (!index)
    return fmt::format(
        "Add a column of the new type to {} instead, fill it in batches, build its indexes with `CREATE INDEX CONCURRENTLY`, and "
        "drop the old one in the contract step.",
        table);
  std::vector<std::string> elements;
  for (const sql::IndexElement& element : index->elements)
    elements.push_back(element.column.empty() ? "..." : identifier(element.column));
  const std::string name = sql::Name{alter.table.schema, index->name}.text();
  return fmt::format(
      "Run `DROP INDEX CONCURRENTLY {};`, then this statement, then `CREATE {}INDEX CONCURRENTLY {} ON {} ({}){};`, the first "
      "and "
      "the last outside of a transaction; likewise with every other index of the column.",
      name, index->unique ? "UNIQUE " : "", identifier(index->name), table, fmt::join(elements, ", "),
      index->predicate ? " WHERE ..." : "");
}

Build build_of(const StatementFacts& facts, const std::string& table) {
  const auto* alter = std::get_if<sql::AlterTable>(&facts.statement->command.form);
  const std::string what = fmt::format("indexes of {} are built anew under the lock", table);
  if (!alter) return {what, "Run it in an announced maintenance window."};
  for (const sql::AlterAction& action : alter->actions) {
    if (action.kind == Kind::add_constraint && builds_index(action.constraint))
      return of_constraint(facts, *alter, action.constraint, {});
    for (const Constraint& constraint : action.column.constraints)
      if (action.kind == Kind::add_column && builds_index(constraint))
        return of_constraint(facts, *alter, constraint, action.column.name);
  }
  return {what, rebuild_steps(facts, *alter, table)};
}

void check(const Change& change, Findings& out) {
  for (const Blocking& blocking : blocking_statements(change, LockHazard::index_build)) {
    Build build = build_of(*blocking.facts, blocking.first_table());
    out.add(
        {.place = blocking.place(), .what = std::move(build.what), .why = blocking.in_words(), .next = std::move(build.next)});
  }
}

}  // namespace

extern constinit const Rule lock_index_build{
    .title = "Constraint builds its index under a lock", .level = Level::error, .check = check};

}  // namespace safeops::rules
