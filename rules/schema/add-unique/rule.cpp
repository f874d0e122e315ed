#include <fmt/ranges.h>

#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"
#include "rules/statement_line.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

// Where PostgreSQL holds the rows of an index to be unique: everywhere, or where the predicate of the new one holds too.
bool holds_where(const sql::Index& index, const SchemaEffect& add) {
  if (!index.predicate) return true;
  const auto* create = std::get_if<sql::CreateIndex>(&add.statement->command.form);
  return create && create->predicate.identity == index.predicate.identity;
}

// A unique index of base on some of the columns: rows that fit it fit the new one.
bool is_implied(const sql::Relation& table, const SchemaEffect& add) {
  const auto& columns = add.effect->columns;
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const sql::Index& index) {
    return index.unique && holds_where(index, add) &&
           std::all_of(index.elements.begin(), index.elements.end(), [&](const sql::IndexElement& element) {
             return std::find(columns.begin(), columns.end(), element.column) != columns.end();
           });
  });
}

bool is_nullable(const sql::Relation& table, const std::string& index) {
  const sql::Index* used = table.index(index);
  return used && std::any_of(used->elements.begin(), used->elements.end(), [&](const sql::IndexElement& element) {
           const sql::Column* column = table.column(element.column);
           return column && !column->partial && !column->not_null;
         });
}

constexpr std::string_view using_index = "using index ";

bool names_index(const SchemaEffect& add) {
  return add.effect->detail.starts_with(using_index);
}

// USING INDEX only gives a name to what the index holds already; a primary key makes the columns NOT NULL as well.
bool adds_nothing(const SchemaEffect& add) {
  const sql::Relation* table = table_at_base(add);
  if (!names_index(add)) return table && is_implied(*table, add);
  return add.effect->kind == Kind::add_unique || !table || !is_nullable(*table, add.effect->detail.substr(using_index.size()));
}

// NULLS NOT DISTINCT: two rows without a value repeat each other.
bool nulls_repeat(const SchemaEffect& add) {
  const sql::Command::Form& form = add.statement->command.form;
  if (const auto* create = std::get_if<sql::CreateIndex>(&form)) return create->nulls_not_distinct;
  const auto* alter = std::get_if<sql::AlterTable>(&form);
  return alter && std::any_of(alter->actions.begin(), alter->actions.end(),
                              [](const sql::AlterAction& action) { return action.constraint.nulls_not_distinct; });
}

bool tells_rows_apart(const Change& change, const SchemaEffect& add) {
  return add.effect->kind != Kind::add_primary_key && !nulls_repeat(add) && holds_column_left_null(change, add);
}

std::string index_statement(const SchemaEffect& add) {
  const sql::Effect& effect = *add.effect;
  const std::string line = effect.kind == Kind::create_index ? line_of(add, add.statement->span) : std::string{};
  const std::size_t on = line.find(" ON ");
  const std::string name = constraint_name(effect, effect.kind == Kind::add_primary_key ? "pkey" : "key");
  if (on != line.npos) return fmt::format("CREATE UNIQUE INDEX CONCURRENTLY {}{}", name, line.substr(on));
  return fmt::format("CREATE UNIQUE INDEX CONCURRENTLY {} ON {} ({})", name, effect.object.text(),
                     effect.columns.empty() ? "..." : fmt::format("{}", fmt::join(effect.columns, ", ")));
}

std::string next(const SchemaEffect& add) {
  if (names_index(add))
    return fmt::format(
        "Release a version that never leaves a column of the key empty, let the rollback window end and fill the gaps; then run "
        "`{};` {}.",
        line_of(add, add.statement->span), in_contract_step(add));
  const std::string prepare =
      "Release a version that writes no duplicates, let the rollback window end and remove those there are";
  if (add.effect->kind == Kind::create_index)
    return fmt::format("{}; then run `{};` {}.", prepare, index_statement(add), in_contract_step(add));
  const bool primary = add.effect->kind == Kind::add_primary_key;
  const std::string name = constraint_name(*add.effect, primary ? "pkey" : "key");
  return fmt::format(
      "{}; then run `{};` outside of a transaction and, after it, `ALTER TABLE {} ADD CONSTRAINT {} {} USING INDEX {};` {}.",
      prepare, index_statement(add), add.effect->object.text(), name, primary ? "PRIMARY KEY" : "UNIQUE", name,
      in_contract_step(add));
}

std::string_view why(const SchemaEffect& add) {
  if (names_index(add))
    return "A primary key makes its columns NOT NULL: every INSERT and UPDATE of the running version that leaves one empty fails "
           "from "
           "then on, and the statement itself fails where one is empty already.";
  return "From then on every INSERT and UPDATE of the running version that repeats a value fails, and the statement itself fails "
         "where one is repeated already.";
}

std::string_view word(const sql::Effect& effect) {
  if (effect.kind == Kind::create_index) return "unique index";
  return effect.kind == Kind::add_primary_key ? "primary key" : "unique constraint";
}

void check_kind(const Change& change, Kind kind, Findings& out) {
  for (const SchemaEffect* add : change.effects(kind)) {
    if (kind == Kind::create_index && add->effect->detail != "unique") continue;
    if (binds_new_columns_only(change, *add) || tells_rows_apart(change, *add) || adds_nothing(*add)) continue;
    out.add(contract_finding(*add, {.what = fmt::format("{} {} is added", word(*add->effect), constraint_text(*add->effect)),
                                    .why = std::string(why(*add)),
                                    .next = next(*add)}));
  }
}

void check(const Change& change, Findings& out) {
  for (const Kind kind : {Kind::add_unique, Kind::add_primary_key, Kind::create_index}) check_kind(change, kind, out);
}

}  // namespace

extern constinit const Rule schema_add_unique{
    .title = "New unique key rejects what the old version writes", .level = Level::error, .check = check};

}  // namespace safeops::rules
