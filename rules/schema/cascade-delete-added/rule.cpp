#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

// A key on some of the same columns takes these rows along already.
bool cascaded_before(const SchemaEffect& add) {
  const sql::Relation* table = table_at_base(add);
  const auto& columns = add.effect->columns;
  return table && std::any_of(table->constraints.begin(), table->constraints.end(), [&](const sql::Constraint& old) {
           return old.kind == sql::ConstraintDefinition::Kind::foreign_key && old.on_delete == "CASCADE" &&
                  old.referenced.may_be(add.effect->related) && !old.columns.empty() &&
                  std::all_of(old.columns.begin(), old.columns.end(), [&](const std::string& column) {
                    return std::find(columns.begin(), columns.end(), column) != columns.end();
                  });
         });
}

// The running version does not know the table and deletes nothing from it.
bool points_at_new_table(const SchemaEffect& add) {
  const auto& made = add.facts->made_here;
  return std::any_of(made.begin(), made.end(), [&](const sql::Name& name) { return name.may_be(add.effect->related); });
}

void check_kind(const Change& change, Kind kind, Findings& out) {
  for (const SchemaEffect* add : change.effects(kind)) {
    if (!add->effect->cascade || add->effect->related.empty() || cascaded_before(*add) || points_at_new_table(*add)) continue;
    const std::string parent = add->effect->related.text();
    const std::string child = add->effect->object.text();
    out.add({.place = add->place,
             .what = fmt::format("deleting a row of {} deletes rows of {} from now on", parent, child),
             .why = fmt::format(
                 "The running version deletes from {0} without knowing it: rows of {1} go unasked and come back only from "
                 "a backup.",
                 parent, child),
             .next = fmt::format(
                 "Leave ON DELETE CASCADE out, so that deleting a row of {0} that is still pointed at fails; let the app "
                 "delete the rows of {1} it means to.",
                 parent, child)});
  }
}

void check(const Change& change, Findings& out) {
  check_kind(change, Kind::add_foreign_key, out);
  check_kind(change, Kind::add_column, out);
}

}  // namespace

extern constinit const Rule schema_cascade_delete_added{
    .title = "Deleting a row takes rows of another table along", .level = Level::warning, .check = check};

}  // namespace safeops::rules
