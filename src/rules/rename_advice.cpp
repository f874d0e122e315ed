#include "rules/rename_advice.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;
using Target = sql::Effect::Target;

bool makes_object(Kind kind) {
  constexpr Kind makers[] = {Kind::create_table,  Kind::create_view,     Kind::create_materialized_view,
                             Kind::create_type,   Kind::create_function, Kind::create_sequence,
                             Kind::create_schema, Kind::replace_view,    Kind::replace_function};
  return std::find(std::begin(makers), std::end(makers), kind) != std::end(makers);
}

// Does the migration make something called `name`, or give something else that name?
bool makes(const MigrationStep& step, const sql::Name& name) {
  return std::any_of(step.effects.begin(), step.effects.end(), [&](const SchemaEffect& each) {
    const sql::Effect& made = *each.effect;
    const bool renamed_so = made.kind == Kind::rename && made.member.empty() && made.renamed_to == name.name;
    return renamed_so || (makes_object(made.kind) && made.object.may_be(name));
  });
}

// The name a table had before this migration.
sql::Name old_name(const MigrationStep& step, const sql::Name& name) {
  for (const SchemaEffect& each : step.effects) {
    const sql::Effect& rename = *each.effect;
    if (rename.kind == Kind::rename && rename.member.empty() && rename.renamed_to == name.name) return rename.object;
  }
  return name;
}

bool makes_member(const MigrationStep& step, const sql::Effect& rename) {
  return std::any_of(step.effects.begin(), step.effects.end(), [&](const SchemaEffect& each) {
    const sql::Effect& made = *each.effect;
    const bool adds = made.kind == Kind::add_column || made.kind == Kind::add_enum_value;
    return adds && made.member == rename.member && made.object.may_be(rename.object);
  });
}

// As the landed migrations left it.
std::string type_of(const SchemaEffect& rename) {
  const sql::Relation* table = rename.facts->base->relation(rename.effect->object);
  const sql::Column* column = table ? table->column(rename.effect->member) : nullptr;
  return column && !column->type.empty() ? column->type.text() : "...";
}

std::string column_advice(const SchemaEffect& effect) {
  const sql::Effect& rename = *effect.effect;
  return fmt::format(
      "Expand: `ALTER TABLE {} ADD COLUMN {} {};`, write both columns, backfill and move the reads over; drop {} in the "
      "contract step "
      "of the plan.",
      rename.object.text(), identifier(rename.renamed_to), type_of(effect), identifier(rename.member));
}

std::string table_advice(const sql::Effect& rename) {
  const std::string old = rename.object.text();
  const std::string now = rename.kind == Kind::set_schema ? sql::Name{rename.renamed_to, rename.object.name}.text()
                                                          : sql::Name{rename.object.schema, rename.renamed_to}.text();
  return fmt::format(
      "Keep the old name answering: add `CREATE VIEW {} AS SELECT * FROM {};` to the same migration and transaction, and drop "
      "the view "
      "in the contract step of a plan.",
      old, now);
}

std::string enum_value_advice(const sql::Effect& rename) {
  return fmt::format(
      "Expand: `ALTER TYPE {} ADD VALUE '{}';`, release a version that reads both values and writes the new one, then update the "
      "rows; "
      "the old value can stay.",
      rename.object.text(), rename.renamed_to);
}

std::string view_advice(const sql::Effect& rename) {
  return fmt::format(
      "Make the new name beside the old one, `CREATE VIEW {} AS SELECT * FROM {};`, and drop the old one in the contract "
      "step of a plan.",
      sql::Name{rename.object.schema, rename.renamed_to}.text(), rename.object.text());
}

std::string other_advice(const sql::Effect& rename) {
  return fmt::format(
      "Make {} beside {} first, release a version that uses it, and take the old name away in the contract step of a plan.",
      identifier(rename.renamed_to), rename.member.empty() ? rename.object.text() : member_name(rename));
}

}  // namespace

bool has_stand_in(const SchemaEffect& rename) {
  const sql::Effect& effect = *rename.effect;
  if (effect.target == sql::Effect::Target::type || effect.target == sql::Effect::Target::domain)
    return false;  // `recreated` tells
  if (effect.member.empty()) return makes(*rename.step, effect.object);
  if (makes_member(*rename.step, effect)) return true;
  return effect.target == Target::column && makes(*rename.step, old_name(*rename.step, effect.object));
}

std::string rename_advice(const SchemaEffect& effect) {
  const sql::Effect& rename = *effect.effect;
  if (rename.target == Target::column) return column_advice(effect);
  if (rename.target == Target::table) return table_advice(rename);
  if (rename.target == Target::enum_value) return enum_value_advice(rename);
  if (rename.target == Target::view && rename.kind == Kind::rename) return view_advice(rename);
  return other_advice(rename);
}

}  // namespace safeops::rules
