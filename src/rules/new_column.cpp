#include "rules/new_column.hpp"

#include <algorithm>

#include "rules/whole_name.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

const SchemaEffect* find_effect(const Change& change, Kind kind, const StatementFacts& asking, const sql::Name& table,
                                std::string_view column) {
  const sql::Name whole = whole_name(table, asking);
  for (const MigrationStep& step : change.migrations())
    for (const SchemaEffect& each : step.effects)
      if (each.effect->kind == kind && each.effect->member == column && each.effect->object.name == whole.name &&
          each.facts->base == asking.base && whole_name(each.effect->object, *each.facts) == whole)
        return &each;
  return nullptr;
}

// Statements of one migration stand in one vector.
bool runs_after(const Change& change, const StatementFacts& facts, const SchemaEffect& add) {
  if (facts.step == add.step) return facts.statement >= add.statement;
  const auto first = std::find_if(change.migrations().begin(), change.migrations().end(),
                                  [&](const MigrationStep& step) { return &step == facts.step || &step == add.step; });
  return first != change.migrations().end() && &*first == add.step;
}

// PostgreSQL stops at a column that is there already.
bool must_be_new(const SchemaEffect& add) {
  return add.statement->container == sql::Container::top_level && !add.effect->if_exists && !add.facts->conflict;
}

}  // namespace

Newness newness_of(const Change& change, const StatementFacts& facts, const sql::Name& table, std::string_view column) {
  const SchemaEffect* add = find_effect(change, Kind::add_column, facts, table, column);
  if (!add || !runs_after(change, facts, *add)) return Newness::old;
  if (must_be_new(*add)) return Newness::certain;
  const sql::Relation* known = facts.base->relation(whole_name(table, facts));
  if (known && known->column(column)) return Newness::old;
  return known && !known->partial ? Newness::certain : Newness::likely;
}

Newness newness_of_written(const Change& change, const StatementFacts& facts, const sql::Effect& update) {
  Newness least = update.columns.empty() ? Newness::old : Newness::certain;
  for (const std::string& column : update.columns) least = std::min(least, newness_of(change, facts, update.object, column));
  return least;
}

bool is_new_and_left_null(const Change& change, const StatementFacts& facts, const sql::Name& table, std::string_view column) {
  const SchemaEffect* add = find_effect(change, Kind::add_column, facts, table, column);
  return add && !add->effect->filled && newness_of(change, facts, table, column) != Newness::old &&
         !find_effect(change, Kind::set_default, facts, table, column);
}

}  // namespace safeops::rules
