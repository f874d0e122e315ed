#include <algorithm>
#include <optional>

#include "rules/blocking.hpp"
#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"
#include "rules/prove_not_null.hpp"
#include "rules/server_words.hpp"
#include "rules/statement_source.hpp"
#include "rules/unproved_constraint.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::AlterAction::Kind;
using Constraint = sql::ConstraintDefinition;

constexpr int first_with_unproved_keys_of_partitioned = 18;

// What makes a statement read the table, and how to have the same without.
struct Cause {
  std::string what;
  std::string next;
  bool guess = false;            // a valid CHECK that no migration tells of would spare the scan
  bool not_valid_fixes = false;  // appended to the statement
};

std::string name_of(const Constraint& constraint, const sql::Name& table, std::string_view suffix) {
  return identifier(constraint.name.empty() ? made_up_constraint_name(table, constraint.columns, suffix) : constraint.name);
}

Cause not_null(const Blocking& blocking, const std::string& table, const sql::AlterTable& alter, const std::string& column) {
  const sql::Relation* known = blocking.facts->base->relation(blocking.tables.front().name);
  return {fmt::format("SET NOT NULL on {}.{} reads all of {}", table, identifier(column), table),
          not_null_steps(alter.table, column, blocking.facts->major) + ".", !known || known->partial};
}

// The columns that are not yet NOT NULL: of the key, or of the index that becomes the key.
std::string nullable_column(const StatementFacts& facts, const sql::AlterTable& alter, const Constraint& key) {
  const sql::Relation* relation = facts.base->relation(alter.table);
  const sql::Index* index = relation ? relation->index(key.index) : nullptr;
  std::vector<std::string> columns = key.columns;
  if (index)
    for (const sql::IndexElement& element : index->elements) columns.push_back(element.column);
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const std::string& name) {
    const sql::Column* column = relation ? relation->column(name) : nullptr;
    return column && !column->partial && !column->not_null;
  });
  return found == columns.end() ? std::string{} : *found;
}

Cause primary_key(const StatementFacts& facts, const std::string& table, const sql::AlterTable& alter, const Constraint& key) {
  const std::string column = nullable_column(facts, alter, key);
  const std::string steps = column.empty()
                                ? "by way of a `CHECK (... IS NOT NULL) NOT VALID` that is validated in a later transaction"
                                : not_null_steps(alter.table, column, facts.major);
  return {fmt::format("the primary key of {} has columns that are not yet NOT NULL", table),
          fmt::format("Make them NOT NULL first: {}. Then the key on {} is instant.", steps, table)};
}

Cause add_constraint(const Blocking& blocking, const std::string& table, const sql::AlterTable& alter,
                     const Constraint& constraint) {
  const StatementFacts& facts = *blocking.facts;
  if (constraint.kind == Constraint::Kind::not_null)
    return not_null(blocking, table, alter, constraint.columns.empty() ? "" : constraint.columns.front());
  if (constraint.kind == Constraint::Kind::foreign_key) {
    const std::string name = name_of(constraint, alter.table, "fkey");
    const sql::Relation* relation = facts.base->relation(alter.table);
    if (relation && relation->is_partitioned() && facts.major < first_with_unproved_keys_of_partitioned)
      return {fmt::format("foreign key {} is checked for all rows of {}", name, table),
              fmt::format("On {} a key of a partitioned table cannot be NOT VALID: add it to each partition as NOT "
                          "VALID, validate "
                          "it there, and only then add it to {}, which takes the partitions' keys over.",
                          server_words(facts), table)};
    return {fmt::format("foreign key {} is checked for all rows of {}", name, table), add_unproved(facts, alter)};
  }
  if (constraint.kind == Constraint::Kind::primary_key) return primary_key(facts, table, alter, constraint);
  return {fmt::format("check {} is tried on all rows of {}", name_of(constraint, alter.table, "check"), table),
          add_unproved(facts, alter)};
}

Cause add_column(const StatementFacts& facts, const std::string& table, const sql::AlterTable& alter,
                 const sql::ColumnDefinition& column) {
  return {fmt::format("the new column {}.{} is checked for all rows", table, identifier(column.name)),
          add_column_unproved(facts, alter, column)};
}

// A new column that must be filled and has nothing to be filled with is refused by the first row: another rule says that.
bool is_refused(const sql::AlterAction& action) {
  return action.kind == Kind::add_column && action.column.not_null && !action.column.value && action.column.constraints.empty();
}

// An inline foreign key is only checked where the column is filled.
bool is_checked(const sql::ColumnDefinition& column) {
  return std::any_of(column.constraints.begin(), column.constraints.end(), [&](const Constraint& constraint) {
    const bool check = constraint.kind == Constraint::Kind::check || constraint.kind == Constraint::Kind::not_null;
    return constraint.enforced && (check || (constraint.kind == Constraint::Kind::foreign_key && column.value));
  });
}

bool is_checked(const Constraint& constraint) {
  if (constraint.not_valid || !constraint.enforced) return false;
  const bool indexed = constraint.kind == Constraint::Kind::unique || constraint.kind == Constraint::Kind::exclude;
  return !indexed && (constraint.kind != Constraint::Kind::primary_key || !constraint.index.empty());
}

Cause attach(const std::string& partition) {
  return {fmt::format("ATTACH PARTITION reads all of {}", partition),
          fmt::format("Prove the bound beforehand: `ALTER TABLE {} ADD CONSTRAINT ... CHECK (...) NOT VALID;` with the "
                      "partition's own bound and NOT "
                      "NULL of its columns, `VALIDATE CONSTRAINT` in a later transaction, then attach it.",
                      partition)};
}

// A check of a column whose type changes. In one ALTER TABLE constraints are dropped before types change and added after.
Cause checked_again(const StatementFacts& facts, const std::string& table, const sql::AlterTable& alter) {
  const std::string what = fmt::format("the constraints of {} are checked again for all rows", table);
  const sql::Relation* relation = facts.base->relation(alter.table);
  for (const sql::AlterAction& action : alter.actions)
    for (const sql::Constraint& constraint : relation ? relation->constraints : std::vector<sql::Constraint>{})
      if (action.kind == Kind::alter_type && constraint.kind == Constraint::Kind::check &&
          std::find(constraint.columns.begin(), constraint.columns.end(), action.name) != constraint.columns.end())
        return {what,
                fmt::format("Take the check out and put it back in the same statement, `ALTER TABLE {0} DROP CONSTRAINT {1}, "
                            "ALTER COLUMN {2} TYPE {3}, ADD CONSTRAINT {1} CHECK (...) NOT VALID;`, with its own condition; "
                            "and, in a later transaction, `ALTER TABLE {0} VALIDATE CONSTRAINT {1};`.",
                            table, identifier(constraint.name), identifier(action.name), action.column.type.text())};
  return {
      what,
      "Drop the constraint in question, make the change, add it again as `NOT VALID` and validate it in a later transaction."};
}

std::optional<Cause> cause_of(const Blocking& blocking, const std::string& table, const sql::AlterTable& alter) {
  for (const sql::AlterAction& action : alter.actions) {
    if (is_refused(action)) return {};
    if (action.kind == Kind::set_not_null) return not_null(blocking, table, alter, action.name);
    if (action.kind == Kind::add_constraint && is_checked(action.constraint)) {
      Cause cause = add_constraint(blocking, table, alter, action.constraint);
      const bool takes_not_valid =
          action.constraint.kind == Constraint::Kind::check || action.constraint.kind == Constraint::Kind::foreign_key;
      cause.not_valid_fixes = alter.actions.size() == 1 && takes_not_valid && cause.next.starts_with("Run");
      return cause;
    }
    if (action.kind == Kind::add_column && is_checked(action.column))
      return add_column(*blocking.facts, table, alter, action.column);
    if (action.kind == Kind::attach_partition) return attach(table_name(blocking.tables.front().name));
  }
  return checked_again(*blocking.facts, table, alter);
}

Cause other_cause(const StatementFacts& facts, const std::string& table) {
  if (const auto* domain = std::get_if<sql::AlterDomain>(&facts.statement->command.form))
    return {fmt::format("domain {} is checked in every table that uses it", domain->domain.text()),
            "Even VALIDATE CONSTRAINT of a domain blocks writes. Put the condition on the tables, as `CHECK (...) NOT VALID` "
            "that is validated in "
            "a later transaction, and on the domain only as `NOT VALID`."};
  return {fmt::format("all of {} is read", table), fmt::format("Make the table on its own with `CREATE TABLE ... (LIKE ...)`, "
                                                               "prove by a validated CHECK that {} holds none of its rows, "
                                                               "and attach it: that needs no scan.",
                                                               table)};
}

void check(const Change& change, Findings& out) {
  for (const Blocking& blocking : blocking_statements(change, LockHazard::scan)) {
    const std::string table = blocking.first_table();
    const auto* alter = std::get_if<sql::AlterTable>(&blocking.facts->statement->command.form);
    const std::optional<Cause> cause = alter ? cause_of(blocking, table, *alter) : other_cause(*blocking.facts, table);
    if (!cause) continue;
    Finding finding{.place = blocking.place(), .what = cause->what, .why = blocking.in_words(), .next = cause->next};
    if (cause->not_valid_fixes)
      finding.fix =
          StatementSource(*blocking.facts).fix("NOT VALID", {}, "Add it NOT VALID; VALIDATE CONSTRAINT is for a later migration");
    if (cause->guess) finding.level = Level::warning;
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule lock_scan{.title = "Whole table read under a lock", .level = Level::error, .check = check};

}  // namespace safeops::rules
