#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;

Constraint begin_constraint(const Catalog& catalog, const ConstraintDefinition& definition, std::string_view column) {
  Constraint constraint;
  constraint.name = definition.name;
  constraint.kind = definition.kind;
  constraint.columns = definition.columns;
  if (constraint.columns.empty() && !column.empty() && definition.kind != Kind::check) constraint.columns.emplace_back(column);
  constraint.check = resolved(catalog, definition.check);
  constraint.validated = !definition.not_valid && definition.enforced;
  constraint.enforced = definition.enforced;
  constraint.deferrable = definition.deferrable;
  constraint.no_inherit = definition.no_inherit;
  return constraint;
}

void put_constraint(Catalog& catalog, const Name& table, const Constraint& constraint) {
  catalog.change(table, [&](Relation& relation) {
    if (relation.constraint(constraint.name)) return;
    relation.absent.erase({ObjectClass::constraint, constraint.name});
    relation.constraints.push_back(constraint);
  });
}

void set_not_null(Catalog& catalog, const Name& table, const std::vector<std::string>& columns, bool proved,
                  const std::string& constraint = {}) {
  const auto edit = [&](Relation& relation) {
    for (const std::string& name : columns) {
      Column* column = expect_column(relation, name);
      if (!column) continue;
      if (!column->not_null) column->not_null_name = constraint;
      column->not_null_proved = proved || (column->not_null && column->not_null_proved);
      column->not_null = true;
    }
  };
  catalog.change(table, edit);
  each_descendant(catalog, table, edit);
}

void add_check(Catalog& catalog, const Name& table, Constraint check, bool recurse) {
  if (check.name.empty()) {
    const std::string column = check.columns.size() == 1 ? check.columns.front() : "";
    check.name = free_constraint_name(catalog, table, column, "check");
  }
  put_constraint(catalog, table, check);
  if (!recurse || check.no_inherit) return;
  check.inherited = true;
  each_descendant(catalog, table, [&](Relation& child) {
    Constraint* known = child.constraint(check.name);
    if (!known) return child.constraints.push_back(check);
    known->own |= !known->inherited && !child.is_partition();
    known->inherited = true;
  });
}

void add_foreign_key(Catalog& catalog, const Name& table, Constraint key, const ConstraintDefinition& definition) {
  key.referenced = expect_relation(catalog, definition.referenced);
  key.referenced_columns = definition.referenced_columns;
  key.on_delete = definition.on_delete;
  key.on_update = definition.on_update;
  const Relation* referenced = catalog.relation(key.referenced);
  const Constraint* primary = referenced ? referenced->primary_key() : nullptr;
  if (key.referenced_columns.empty() && primary) key.referenced_columns = primary->columns;
  if (key.name.empty()) key.name = free_constraint_name(catalog, table, joined_columns(key.columns), "fkey");
  put_constraint(catalog, table, key);
  const Relation* relation = catalog.relation(table);
  if (!relation || !relation->is_partitioned()) return;
  key.inherited = true;
  each_descendant(catalog, table, [&](Relation& partition) {
    if (!partition.constraint(key.name)) partition.constraints.push_back(key);
  });
}

// ADD CONSTRAINT ... USING INDEX: the index takes the constraint's name.
void adopt_index(Catalog& catalog, const Name& table, Constraint key, const std::string& adopted) {
  if (key.name.empty()) key.name = adopted;
  key.index = key.name;
  catalog.change(table, [&](Relation& relation) {
    Index* index = relation.index(adopted);
    if (!index && !relation.partial) return;
    if (!index) index = &relation.indexes.emplace_back();
    index->name = key.name;
    index->unique = true;
    index->primary = key.kind == Kind::primary_key;
    index->constraint = key.name;
    key.columns.clear();
    for (const IndexElement& element : index->elements) key.columns.push_back(element.column);
  });
  put_constraint(catalog, table, key);
}

Index index_behind(const Catalog& catalog, const ConstraintDefinition& definition, const Constraint& key) {
  Index index;
  if (!definition.method.empty()) index.method = definition.method;
  index.elements = definition.elements;
  for (IndexElement& element : index.elements) element.expression = resolved(catalog, std::move(element.expression));
  if (index.elements.empty())
    for (const std::string& column : key.columns) index.elements.push_back({.column = column, .label = column});
  index.included = definition.included;
  index.predicate = resolved(catalog, definition.predicate);
  index.unique = key.kind != Kind::exclude;
  index.primary = key.kind == Kind::primary_key;
  index.exclusion = key.kind == Kind::exclude;
  index.nulls_not_distinct = definition.nulls_not_distinct;
  return index;
}

void add_key(Catalog& catalog, const Name& table, Constraint key, const ConstraintDefinition& definition, bool recurse) {
  if (!definition.index.empty()) {
    adopt_index(catalog, table, key, definition.index);
  } else {
    Index index = index_behind(catalog, definition, key);
    if (key.name.empty()) {
      const std::string_view label = index.primary ? "pkey" : index.exclusion ? "excl" : "key";
      key.name = free_relation_name(catalog, table, index.primary ? "" : joined_columns(index), label, true);
    }
    index.name = index.constraint = key.index = key.name;
    put_constraint(catalog, table, key);
    add_index(catalog, table, std::move(index), recurse);
  }
  if (key.kind != Kind::primary_key) return;
  const Relation* relation = catalog.relation(table);
  const Constraint* made = relation ? relation->constraint(key.name) : nullptr;
  if (made) set_not_null(catalog, table, std::vector<std::string>(made->columns), true);
}

}  // namespace

void add_constraint(Catalog& catalog, const Name& table, const ConstraintDefinition& definition, std::string_view column,
                    bool recurse) {
  Constraint constraint = begin_constraint(catalog, definition, column);
  switch (definition.kind) {
    case Kind::not_null:
      return set_not_null(catalog, table, constraint.columns, !definition.not_valid, definition.name);
    case Kind::check:
      return add_check(catalog, table, std::move(constraint), recurse);
    case Kind::foreign_key:
      return add_foreign_key(catalog, table, std::move(constraint), definition);
    case Kind::unique:
    case Kind::primary_key:
    case Kind::exclude:
      return add_key(catalog, table, std::move(constraint), definition, recurse);
  }
}

void add_column_constraints(Catalog& catalog, const Name& table, const ColumnDefinition& column, bool recurse) {
  for (const ConstraintDefinition& each : column.constraints) add_constraint(catalog, table, each, column.name, recurse);
}

void remove_constraint(Catalog& catalog, const Name& table, const std::string& name) {
  catalog.change(table, [&](Relation& relation) {
    const Constraint* constraint = relation.constraint(name);
    const std::string index = constraint ? constraint->index : "";
    std::erase_if(relation.constraints, [&](const Constraint& each) { return each.name == name; });
    if (!index.empty()) std::erase_if(relation.indexes, [&](const Index& each) { return each.name == index; });
    forget(relation, ObjectClass::constraint, name);
  });
}

}  // namespace safeops::sql
