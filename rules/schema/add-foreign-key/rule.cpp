#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"
#include "rules/statement_source.hpp"

namespace safeops::rules {
namespace {

// The same columns pointed at the same table before: it was only given another action or name.
bool stood_before(const SchemaEffect& add) {
  const sql::Relation* table = table_at_base(add);
  return table && std::any_of(table->constraints.begin(), table->constraints.end(), [&](const sql::Constraint& old) {
           return old.kind == sql::ConstraintDefinition::Kind::foreign_key && old.columns == add.effect->columns &&
                  old.referenced.may_be(add.effect->related);
         });
}

// MATCH SIMPLE, the default, leaves rows alone that have no value in one of the columns.
bool skips_rows_of_old_version(const Change& change, const SchemaEffect& add) {
  return holds_column_left_null(change, add) && !StatementSource(*add.facts).says("match", "full");
}

void check(const Change& change, Findings& out) {
  for (const SchemaEffect* add : change.effects(sql::Effect::Kind::add_foreign_key)) {
    if (add->effect->detail == "not enforced" || binds_new_columns_only(change, *add) ||
        skips_rows_of_old_version(change, *add) || stood_before(*add))
      continue;
    const std::string referenced = add->effect->related.text();
    out.add(contract_finding(
        *add, {.what = fmt::format("foreign key {} to {} is added", constraint_text(*add->effect), referenced),
               .why = fmt::format(
                   "From then on, NOT VALID or not, the running version cannot write a row before the one it points at, nor "
                   "delete a row of {} that is still pointed at.",
                   referenced),
               .next = fmt::format(
                   "Release a version that writes and deletes in that order, let the rollback window end and mend the rows "
                   "that point at nothing; then run {}.",
                   add_then_validate(*add, "FOREIGN KEY", "fkey"))}));
  }
}

}  // namespace

extern constinit const Rule schema_add_foreign_key{
    .title = "New foreign key rejects what the old version writes", .level = Level::error, .check = check};

}  // namespace safeops::rules
