#include "rules/new_column.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

const SchemaEffect* find_effect(const Change& change, Kind kind, const sql::Name& table, std::string_view column) {
  for (const MigrationStep& step : change.migrations())
    for (const SchemaEffect& each : step.effects)
      if (each.effect->kind == kind && each.effect->member == column && each.effect->object.may_be(table)) return &each;
  return nullptr;
}

}  // namespace

Newness newness_of(const Change& change, const sql::Name& table, std::string_view column) {
  const SchemaEffect* add = find_effect(change, Kind::add_column, table, column);
  if (!add) return Newness::old;
  if (!add->effect->if_exists) return Newness::certain;
  const sql::Relation* known = add->facts->base->relation(add->effect->object);
  if (known && known->column(column)) return Newness::old;
  return known && !known->partial ? Newness::certain : Newness::likely;
}

Newness newness_of_written(const Change& change, const sql::Effect& update) {
  Newness least = update.columns.empty() ? Newness::old : Newness::certain;
  for (const std::string& column : update.columns) least = std::min(least, newness_of(change, update.object, column));
  return least;
}

bool is_new_and_left_null(const Change& change, const sql::Name& table, std::string_view column) {
  const SchemaEffect* add = find_effect(change, Kind::add_column, table, column);
  return add && !add->effect->filled && newness_of(change, table, column) != Newness::old &&
         !find_effect(change, Kind::set_default, table, column);
}

}  // namespace safeops::rules
