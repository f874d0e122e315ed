#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/falling_text.hpp"
#include "rules/landed_schema.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

std::string why(const sql::Constraint* made) {
  using Made = sql::ConstraintDefinition::Kind;
  if (made && !made->partial && made->kind == Made::foreign_key)
    return "From then on rows can point at nothing, and ON DELETE actions the app relies on no longer happen; orphans written "
           "meanwhile keep the constraint from coming back.";
  if (made && !made->partial && (made->kind == Made::unique || made->kind == Made::primary_key))
    return "Its index goes too, INSERT ... ON CONFLICT of the running version fails without it, and duplicates written meanwhile "
           "keep it from coming back.";
  return "Rows that the running version takes for impossible can be written from then on, and once one is there the constraint "
         "cannot come back.";
}

// The last step of the safe way to NOT NULL: the check that stood in for it goes once the column itself says so.
bool replaced_by_not_null(const SchemaEffect& drop, const sql::Constraint* made) {
  if (!made || made->kind != sql::ConstraintDefinition::Kind::check || made->columns.size() != 1) return false;
  const auto& effects = drop.step->effects;
  return std::any_of(effects.begin(), effects.end(), [&](const SchemaEffect& other) {
    return other.effect->kind == Kind::set_not_null && other.effect->member == made->columns.front() &&
           other.effect->object.may_be(drop.effect->object);
  });
}

std::string statement(const sql::Effect& drop) {
  const bool domain = drop.target == sql::Effect::Target::domain;
  return fmt::format("ALTER {} {} DROP CONSTRAINT {}", domain ? "DOMAIN" : "TABLE", drop.object.text(), identifier(drop.member));
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* drop : change.effects(Kind::drop_constraint)) {
    const sql::Constraint* made = constraint_at_base(*drop);
    if (replaced_by_not_null(*drop, made)) continue;
    out.add(contract_finding(
        *drop, {.what = fmt::format("{} {} of {} is dropped{}", constraint_word(made), identifier(drop->effect->member),
                                    drop->effect->object.text(), cascade_clause(*drop, "every foreign key that points at it")),
                .why = why(made),
                .next = remove_later(*drop, "relying on it", statement(*drop->effect)),
                .related = made_here(
                    change, *drop,
                    {Kind::add_check, Kind::add_unique, Kind::add_primary_key, Kind::add_foreign_key, Kind::add_exclude})}));
  }
}

}  // namespace

extern constinit const Rule schema_drop_constraint{
    .title = "Constraint dropped while an app may rely on it", .level = Level::error, .check = check};

}  // namespace safeops::rules
