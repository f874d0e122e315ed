#include <fmt/ranges.h>

#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/outside_transaction.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

struct NoOp {
  std::string what;
  std::string next;
};

// The relation made room for this one in the same change.
bool is_gone(const Change& change, const sql::Name& name) {
  const auto& steps = change.migrations();
  return std::any_of(steps.begin(), steps.end(), [&](const MigrationStep& step) {
    return std::any_of(step.effects.begin(), step.effects.end(), [&](const SchemaEffect& other) {
      const Kind kind = other.effect->kind;
      const bool goes = kind == Kind::drop_table || kind == Kind::drop_index || kind == Kind::rename || kind == Kind::set_schema;
      return goes && other.effect->member.empty() && other.effect->object.may_be(name);
    });
  });
}

std::optional<NoOp> of_table(const sql::CreateTable& create, const sql::Catalog& base) {
  const sql::Relation* table = create.if_not_exists ? base.relation(create.table) : nullptr;
  if (!table || table->partial) return {};
  std::vector<std::string> missing;
  for (const sql::ColumnDefinition& column : create.columns)
    if (!table->column(column.name)) missing.push_back(identifier(column.name));
  if (missing.empty()) return {};
  return NoOp{
      fmt::format("table {} exists already, without {}: this makes nothing", create.table.text(), fmt::join(missing, ", ")),
      fmt::format("Say what is to change: `ALTER TABLE {} ADD COLUMN {} ...;`.", create.table.text(), missing.front())};
}

std::optional<NoOp> of_index(const sql::CreateIndex& create, const StatementFacts& facts) {
  if (!create.if_not_exists || create.name.empty()) return {};
  const sql::Name name{create.table.schema, create.name};
  const sql::Index* index = facts.base->index(name);
  if (index) {
    const bool same = std::equal(index->elements.begin(), index->elements.end(), create.elements.begin(), create.elements.end(),
                                 [](const auto& a, const auto& b) { return a.column == b.column; });
    if (same && index->unique == create.unique) return {};
    return NoOp{fmt::format("index {} exists already and is another one: this makes nothing", name.text()),
                "Give the new index a name of its own, and drop the old one concurrently once the new one serves."};
  }
  if (!create.concurrently) return {};
  return NoOp{fmt::format("after a build that failed, an invalid index {} is kept as it is", name.text()),
              fmt::format("Put `DROP INDEX CONCURRENTLY IF EXISTS {};` {} and leave IF NOT EXISTS out.", name.text(),
                          in_front_of(facts))};
}

std::optional<NoOp> of_column(const sql::AlterTable& alter, const sql::Catalog& base) {
  const sql::Relation* table = base.relation(alter.table);
  for (const sql::AlterAction& action : alter.actions) {
    if (action.kind != sql::AlterAction::Kind::add_column || !action.if_exists) continue;
    const sql::Column* column = table ? table->column(action.column.name) : nullptr;
    if (!column || column->partial || column->type.name.may_be(action.column.type.name) || !column->sequence.empty()) continue;
    return NoOp{fmt::format("column {}.{} exists already, as {}: this adds nothing", alter.table.text(), identifier(column->name),
                            column->type.text()),
                "Give the new column a name of its own, or change the type of the one there is in a contract step."};
  }
  return {};
}

std::optional<NoOp> find(const StatementFacts& facts) {
  const sql::Command::Form& form = facts.statement->command.form;
  if (const auto* table = std::get_if<sql::CreateTable>(&form)) return of_table(*table, *facts.base);
  if (const auto* index = std::get_if<sql::CreateIndex>(&form)) return of_index(*index, facts);
  if (const auto* alter = std::get_if<sql::AlterTable>(&form)) return of_column(*alter, *facts.base);
  return {};
}

// What stands in the way by its name.
sql::Name name_of(const StatementFacts& facts) {
  const sql::Effect& effect = facts.statement->effects.front();
  return effect.kind == Kind::create_index ? sql::Name{effect.object.schema, effect.member} : effect.object;
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    for (const StatementFacts& facts : step.statements) {
      const auto found = facts.statement->effects.empty() ? std::nullopt : find(facts);
      if (!found || is_gone(change, name_of(facts))) continue;
      out.add({.place = step.after->place(facts.statement->span),
               .what = found->what,
               .why = "IF NOT EXISTS compares names only. The migration succeeds, the schema is not what it says, and the app "
                      "finds out.",
               .next = found->next});
    }
  }
}

}  // namespace

extern constinit const Rule schema_hidden_no_op{
    .title = "IF NOT EXISTS keeps something else", .level = Level::warning, .check = check};

}  // namespace safeops::rules
