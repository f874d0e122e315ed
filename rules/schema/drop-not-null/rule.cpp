#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"

namespace safeops::rules {
namespace {

bool was_nullable(const SchemaEffect& drop) {
  const sql::Relation* table = table_at_base(drop);
  const sql::Column* column = table ? table->column(drop.effect->member) : nullptr;
  return column && !column->partial && !column->not_null;
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* drop : change.effects(sql::Effect::Kind::drop_not_null)) {
    if (was_nullable(*drop)) continue;
    const bool domain = drop->effect->target == sql::Effect::Target::domain;
    const std::string owner = domain ? drop->effect->object.text() : member_name(*drop->effect);
    out.add(
        {.place = drop->place,
         .what = fmt::format("{} {} may hold NULL from now on", domain ? "domain" : "column", owner),
         .why = "The running version has never met NULL there, nor has the one you would roll back to: it fails on reading the "
                "first row the new version leaves empty, or counts it wrong.",
         .next =
             fmt::format("Release a version that reads NULL in {0} first, and let only a later one write it; or keep NOT NULL "
                         "and give {0} a default that says the same.",
                         owner)});
  }
}

}  // namespace

extern constinit const Rule schema_drop_not_null{
    .title = "Readers may meet NULL where there was none", .level = Level::warning, .check = check};

}  // namespace safeops::rules
