#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

// A constant of the type, to begin with.
std::string_view constant_of(std::string_view type) {
  if (type.ends_with("[]") || type.starts_with("json")) return "'{}'";
  if (type == "text" || type.starts_with("character varying")) return "''";
  if (type == "boolean") return "false";
  if (type.starts_with("timestamp")) return "now()";
  const bool number = type == "bigint" || type == "integer" || type == "smallint" || type.starts_with("numeric");
  return number ? "0" : "...";
}

std::string next(const sql::Effect& added) {
  const std::string definition =
      fmt::format("ALTER TABLE {} ADD COLUMN {} {}", added.object.text(), identifier(added.member), added.type);
  return fmt::format(
      "Give it a default, `{0} NOT NULL DEFAULT {1};` with the constant that fits, which PostgreSQL stores without touching a "
      "row; or start "
      "with "
      "`{0};`, let the app fill it, and add NOT NULL in the contract step of a plan.",
      definition, constant_of(added.type));
}

// What this change does to the same column, on a new table or not.
const SchemaEffect* effect_on(const Change& change, Kind kind, const sql::Effect& column) {
  for (const MigrationStep& step : change.migrations()) {
    for (const SchemaEffect& found : step.effects)
      if (found.effect->kind == kind && found.effect->member == column.member && found.effect->object.may_be(column.object))
        return &found;
  }
  return nullptr;
}

void check_at_once(const Change& change, Findings& out) {
  for (const SchemaEffect* add : change.effects(Kind::add_required_column))
    out.add({.place = add->place,
             .what = fmt::format("column {} is added NOT NULL and without a default", member_name(*add->effect)),
             .why =
                 "The migration fails on a table that has rows; on an empty one it passes, and then every INSERT of the running "
                 "version, which does not know the column, fails.",
             .next = next(*add->effect)});
}

// ADD COLUMN, a backfill, SET NOT NULL: the same in three statements.
void check_step_by_step(const Change& change, const SchemaEffect& set, Findings& out) {
  const SchemaEffect* add = effect_on(change, Kind::add_column, *set.effect);
  if (!add || add->on_new_object || add->effect->filled || effect_on(change, Kind::set_default, *set.effect)) return;
  out.add({.place = set.place,
           .what = fmt::format("column {} is added without a default and made NOT NULL by one change", member_name(*set.effect)),
           .why =
               "A backfill fills the rows there are; every INSERT of the running version, which does not know the column, fails "
               "from then on.",
           .next = next(*add->effect),
           .related = {{add->place, "added here"}}});
}

void check(const Change& change, Findings& out) {
  check_at_once(change, out);
  for (const MigrationStep& step : change.migrations()) {
    for (const SchemaEffect& effect : step.effects)
      if (effect.effect->kind == Kind::set_not_null && effect.on_new_object) check_step_by_step(change, effect, out);
  }
}

}  // namespace

extern constinit const Rule schema_add_required_column{
    .title = "New column that old inserts cannot fill", .level = Level::error, .check = check};

}  // namespace safeops::rules
