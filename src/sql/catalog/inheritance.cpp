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
      child.columns.back().own = false;
      continue;
    }
    own->own |= !own->inherited && !child.is_partition();
    own->inherited = true;
    own->not_null |= column.not_null;
    if (own->type.empty()) own->type = column.type;
  }
}

void inherit_checks(Relation& child, const Relation& parent) {
  for (const Constraint& check : parent.constraints) {
    if (check.kind != ConstraintDefinition::Kind::check || check.no_inherit) continue;
    Constraint* own = child.constraint(check.name);
    if (!own) {
      child.constraints.push_back(check);
      child.constraints.back().own = false;
      child.constraints.back().inherited = true;
      continue;
    }
    own->own |= !own->inherited && !child.is_partition();
    own->inherited = true;
  }
}

void inherit_triggers(Catalog& catalog, const Name& partition, const Name& parent) {
  const Relation* above = catalog.relation(parent);
  if (!above) return;
  std::vector<Trigger> triggers = above->triggers;
  std::erase_if(triggers, [](const Trigger& each) { return !each.for_each_row; });
  for (Trigger& each : triggers) each.inherited = true;
  if (triggers.empty()) return;
  const auto add = [&](Relation& relation) {
    for (const Trigger& each : triggers)
      if (!relation.has(ObjectClass::trigger, each.name)) relation.triggers.push_back(each);
  };
  catalog.change(partition, add);
  each_descendant(catalog, partition, add);
}

void lose_triggers(Catalog& catalog, const Name& partition) {
  const Relation* relation = catalog.relation(partition);
  if (!relation) return;
  std::vector<std::string> names;
  for (const Trigger& each : relation->triggers)
    if (each.inherited) names.push_back(each.name);
  if (names.empty()) return;
  const auto lose = [&](Relation& changed) {
    std::erase_if(changed.triggers, [&](const Trigger& each) {
      return each.inherited && std::find(names.begin(), names.end(), each.name) != names.end();
    });
  };
  catalog.change(partition, lose);
  each_descendant(catalog, partition, lose);
}

}  // namespace safeops::sql
