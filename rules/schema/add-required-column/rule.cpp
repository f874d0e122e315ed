#include "rules/contract_effect.hpp"

namespace safeops::rules {
namespace {

std::string next(const sql::Effect& added) {
  const std::string definition =
      fmt::format("ALTER TABLE {} ADD COLUMN {} {}", added.object.text(), identifier(added.member), added.type);
  return fmt::format(
      "Give it a default, `{0} NOT NULL DEFAULT ...;` with a constant, which PostgreSQL stores without touching a row; or start "
      "with "
      "`{0};`, let the app fill it, and add NOT NULL in the contract step of a plan.",
      definition);
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* add : change.effects(sql::Effect::Kind::add_required_column))
    out.add({.place = add->place,
             .what = fmt::format("column {} is added NOT NULL and without a default", member_name(*add->effect)),
             .why =
                 "The migration fails on a table that has rows; on an empty one it passes, and then every INSERT of the running "
                 "version, which does not know the column, fails.",
             .next = next(*add->effect)});
}

}  // namespace

extern constinit const Rule schema_add_required_column{
    .title = "New column that old inserts cannot fill", .level = Level::error, .check = check};

}  // namespace safeops::rules
