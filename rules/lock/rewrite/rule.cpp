#include <algorithm>

#include "rules/blocking.hpp"
#include "rules/column_text.hpp"
#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::AlterAction::Kind;
using sql::ColumnDefinition;

constexpr int first_with_virtual_columns = 18;

bool is_serial(const ColumnDefinition& column) {
  return column.type.name.name.find("serial") != std::string::npos;
}

std::string integer_of(const ColumnDefinition& column) {
  const std::string& name = column.type.name.name;
  if (name.find("big") != std::string::npos || name == "serial8") return "bigint";
  if (name.find("small") != std::string::npos || name == "serial2") return "smallint";
  return is_serial(column) ? "integer" : column.type.text();
}

std::string numbered_column(const std::string& table, const ColumnDefinition& column, const sql::Name& name) {
  const std::string sequence = identifier(fmt::format("{}_{}_seq", name.name, column.name));
  return fmt::format(
      "`CREATE SEQUENCE {3};`, `ALTER TABLE {0} ADD COLUMN {1} {2};` and `ALTER TABLE {0} ALTER COLUMN {1} SET DEFAULT "
      "nextval('{3}');`, fill the old rows in batches outside of the migration, then `ALTER SEQUENCE {3} OWNED BY {0}.{1};`.",
      table, identifier(column.name), integer_of(column), sequence);
}

std::string add_column(const std::string& table, const sql::Name& name, const ColumnDefinition& column,
                       const StatementFacts& facts) {
  const std::string written = identifier(column.name), type = column.type.text();
  if (column.generated == ColumnDefinition::Generated::stored)
    return facts.major >= first_with_virtual_columns ? fmt::format(
                                                           "Make it `VIRTUAL`, which is computed when it is read; or `ALTER "
                                                           "TABLE {} ADD COLUMN {} {};`, a trigger that "
                                                           "fills it, and a backfill in batches.",
                                                           table, written, type)
                                                     : fmt::format(
                                                           "`ALTER TABLE {} ADD COLUMN {} {};`, a trigger that fills it for new "
                                                           "rows, and a backfill in batches outside "
                                                           "of the migration.",
                                                           table, written, type);
  if (column.identity != ColumnDefinition::Identity::no || is_serial(column)) return numbered_column(table, column, name);
  const std::string value = column_text(facts, column.name).value;
  if (column.value)
    return fmt::format(
        "`ALTER TABLE {0} ADD COLUMN {1} {2};` and `ALTER TABLE {0} ALTER COLUMN {1} SET DEFAULT {3};`, which touch no row; "
        "then fill the old rows in batches outside of the migration.",
        table, written, type, value.empty() ? "..." : value);
  const std::string check = identifier(made_up_constraint_name(name, {column.name}, "check"));
  const std::string base = facts.base->base_type(column.type).text();
  const std::string add = base == type ? fmt::format("Add {} with the type under the domain {}", written, type)
                                       : fmt::format("`ALTER TABLE {} ADD COLUMN {} {};`", table, written, base);
  return fmt::format(
      "{}, then the domain's condition as `ALTER TABLE {} ADD CONSTRAINT {} CHECK (...) NOT VALID;` and, in a later transaction, "
      "`ALTER TABLE {} VALIDATE CONSTRAINT {};`.",
      add, table, check, table, check);
}

// Whether it can be the one: a plain column with a constant default only changes the catalog.
bool may_rewrite(const ColumnDefinition& column, const StatementFacts& facts) {
  const sql::Type* type = facts.base->type(column.type.name);
  return column.generated != ColumnDefinition::Generated::no || column.identity != ColumnDefinition::Identity::no ||
         is_serial(column) || !column.value.calls.empty() || (type && type->kind == sql::Type::Kind::domain);
}

// Of the commands of one statement the one that rewrites.
const sql::AlterAction* rewriting_action(const StatementFacts& facts, const sql::AlterTable& alter) {
  const auto find = [&](auto wanted) {
    const auto found = std::find_if(alter.actions.begin(), alter.actions.end(), wanted);
    return found == alter.actions.end() ? nullptr : &*found;
  };
  const auto* known = find([&](const sql::AlterAction& action) {
    return (action.kind == Kind::add_column && may_rewrite(action.column, facts)) || action.kind == Kind::alter_type;
  });
  return known ? known : find([](const sql::AlterAction& action) { return action.kind == Kind::add_column; });
}

std::string next_step(const StatementFacts& facts, const std::string& table) {
  const auto* alter = std::get_if<sql::AlterTable>(&facts.statement->command.form);
  if (!alter) return "Run it in an announced maintenance window.";
  const sql::AlterAction* action = rewriting_action(facts, *alter);
  if (action && action->kind == Kind::add_column) return add_column(table, alter->table, action->column, facts);
  if (action)
    return fmt::format(
        "Expand: `ALTER TABLE {} ADD COLUMN {} {};`, a release that writes both columns, a backfill in batches, a release "
        "that reads the new one; drop {} in the contract step.",
        table, identifier(action->name + "_new"), action->column.type.text(), identifier(action->name));
  return fmt::format(
      "There is no form of this that leaves {0} usable. Run it in an announced maintenance window, with `SET lock_timeout = "
      "'2s';` in front; or fill a new table while {0} serves, and swap the names.",
      table);
}

// Whether the column must be written anew hangs on a type that no migration tells.
bool is_guess(const StatementFacts& facts) {
  const auto* alter = std::get_if<sql::AlterTable>(&facts.statement->command.form);
  if (alter && facts.type_changes.size() == alter->actions.size()) return false;
  const sql::Relation* table = alter ? facts.base->relation(alter->table) : nullptr;
  if (!alter || (table && !table->partial)) return false;
  for (const sql::AlterAction& action : alter->actions)
    if (action.kind != Kind::alter_type || (table && table->column(action.name))) return false;
  return true;
}

void check(const Change& change, Findings& out) {
  for (const Blocking& blocking : blocking_statements(change, LockHazard::rewrite)) {
    const std::string table = blocking.first_table();
    const bool guess = is_guess(*blocking.facts);
    Finding finding{.place = blocking.place(),
                    .what = fmt::format("table {} {} written anew, every row of it", table, guess ? "may have to be" : "is"),
                    .why = blocking.in_words(),
                    .next = next_step(*blocking.facts, table)};
    if (guess) {
      finding.why += " Only some changes of type leave the rows as they are, and no migration says what the type was.";
      finding.level = Level::warning;
    }
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule lock_rewrite{.title = "Whole table written anew under a lock", .level = Level::error, .check = check};

}  // namespace safeops::rules
