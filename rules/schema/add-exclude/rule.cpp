#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* add : change.effects(sql::Effect::Kind::add_exclude)) {
    if (binds_new_columns_only(change, *add)) continue;
    out.add(contract_finding(
        *add,
        {.what = fmt::format("exclusion constraint {} is added", constraint_text(*add->effect)),
         .why = "From then on every INSERT and UPDATE of the running version that overlaps another row fails, and the statement "
                "itself fails where rows overlap already.",
         .next = fmt::format("Release a version that writes no overlaps, let the rollback window end and remove those there "
                             "are; then run `ALTER TABLE {} ADD CONSTRAINT {} {};` {}. It has no form that builds its index "
                             "while the app writes: choose a quiet hour.",
                             add->effect->object.text(), constraint_name(*add->effect, "excl"),
                             constraint_definition(*add, "EXCLUDE"), in_contract_step(*add))}));
  }
}

}  // namespace

extern constinit const Rule schema_add_exclude{
    .title = "New exclusion rejects what the old version writes", .level = Level::error, .check = check};

}  // namespace safeops::rules
