#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

// A check dropped by the same migration that bound the same columns, or one of that name that no migration tells of.
bool replaces_one(const SchemaEffect& add) {
  const sql::Relation* table = table_at_base(add);
  const bool known = table && !table->partial;
  const auto& effects = add.step->effects;
  return std::any_of(effects.begin(), effects.end(), [&](const SchemaEffect& other) {
    if (other.effect->kind != Kind::drop_constraint || !other.effect->object.may_be(add.effect->object)) return false;
    const sql::Constraint* old = table ? table->constraint(other.effect->member) : nullptr;
    const bool dropped = old || !known || !other.effect->if_exists;
    if (!old || old->partial) return dropped && other.effect->member == add.effect->member;
    return old->kind == sql::ConstraintDefinition::Kind::check && old->columns == add.effect->columns;
  });
}

Finding replaced(const SchemaEffect& add) {
  return {.place = add.place,
          .what = fmt::format("check constraint {} takes the place of another", constraint_text(*add.effect)),
          .why =
              "Where it allows less than the one before, writes of the running version fail; two expressions cannot be compared "
              "from here.",
          .next =
              "See that every value the old check allowed fits the new one; where one does not, this belongs into a contract "
              "step.",
          .related = {},
          .level = Level::note};
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* add : change.effects(Kind::add_check)) {
    if (add->effect->detail == "not enforced" || binds_new_columns_only(change, *add)) continue;
    if (replaces_one(*add)) {
      out.add(replaced(*add));
      continue;
    }
    const bool domain = add->effect->target == sql::Effect::Target::domain;
    out.add(contract_finding(
        *add,
        {.what = fmt::format("{} {} is added", domain ? "check of domain" : "check constraint",
                             domain ? add->effect->object.text() : constraint_text(*add->effect)),
         .why = "From then on, NOT VALID or not, every INSERT and UPDATE of the running version that does not fit it fails.",
         .next = fmt::format("Release a version that writes only what it allows, let the rollback window end and correct the "
                             "rows that do not fit; then run {}.",
                             add_then_validate(*add, "CHECK", "check"))}));
  }
}

}  // namespace

extern constinit const Rule schema_add_check{
    .title = "New check rejects what the old version writes", .level = Level::error, .check = check};

}  // namespace safeops::rules
