#include <algorithm>

#include "sql/catalog/apply_form.hpp"

namespace safeops::sql {

std::vector<Name> names_of(const std::vector<const Relation*>& relations) {
  std::vector<Name> names;
  for (const Relation* each : relations) names.push_back(each->name);
  return names;
}

void each_descendant(Catalog& catalog, const Name& table, const std::function<void(Relation&)>& edit) {
  const Relation* relation = catalog.relation(table);
  if (!relation) return;
  for (const Name& name : names_of(catalog.descendants(*relation))) catalog.change(name, edit);
}

void inherit_columns(Relation& child, const Relation& parent) {
  for (const Column& column : parent.columns) {
    Column* own = child.column(column.name);
    if (!own) {
      child.columns.push_back(column);
      child.columns.back().inherited = true;
      continue;
    }
    own->inherited = true;
    own->not_null |= column.not_null;
    if (own->type.empty()) own->type = column.type;
    if (!own->value) own->value = column.value;
  }
}

void inherit_checks(Relation& child, const Relation& parent) {
  for (const Constraint& check : parent.constraints) {
    if (check.kind != ConstraintDefinition::Kind::check || check.no_inherit) continue;
    if (!child.constraint(check.name)) child.constraints.push_back(check);
    child.constraint(check.name)->inherited = true;
  }
}

}  // namespace safeops::sql
