#include <algorithm>

#include "sql/catalog/apply_form.hpp"

namespace safeops::sql {

namespace {

void replace(std::string& name, const std::string& from, const std::string& to) {
  if (name == from) name = to;
}

void replace(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

void replace(Expression& expression, const std::string& from, const std::string& to) {
  replace(expression.columns, from, to);
  std::sort(expression.columns.begin(), expression.columns.end());
  for (Condition& condition : expression.conditions) replace(condition.column, from, to);
}

void rename_in(Relation& table, const std::string& from, const std::string& to) {
  for (Column& column : table.columns) {
    replace(column.name, from, to);
    replace(column.value, from, to);
  }
  for (Constraint& constraint : table.constraints) {
    replace(constraint.columns, from, to);
    replace(constraint.check, from, to);
    if (constraint.referenced == table.name) replace(constraint.referenced_columns, from, to);
  }
  for (Index& index : table.indexes) {
    for (IndexElement& element : index.elements) {
      replace(element.column, from, to);
      replace(element.expression, from, to);
    }
    replace(index.included, from, to);
    replace(index.predicate, from, to);
  }
  for (Statistics& statistics : table.statistics) replace(statistics.columns, from, to);
  replace(table.key.columns, from, to);
}

// In another relation: foreign keys, views, owned sequences.
void rename_in_dependent(Relation& other, const Name& table, const std::string& from, const std::string& to) {
  for (Constraint& constraint : other.constraints)
    if (constraint.referenced == table) replace(constraint.referenced_columns, from, to);
  for (Use& use : other.uses)
    if (use.relation == table && use.columns.erase(from) > 0) use.columns.insert(to);
  if (other.owner_table == table) replace(other.owner_column, from, to);
}

void rename_column_of(Catalog& catalog, const Name& table, const std::string& from, const std::string& to) {
  catalog.change(table, [&](Relation& relation) {
    if (!expect_column(relation, from)) return;
    rename_in(relation, from, to);
    forget(relation, ObjectClass::column, from);
    relation.absent.erase({ObjectClass::column, to});
  });
  const Relation* relation = catalog.relation(table);
  if (!relation) return;
  std::vector<Name> others = names_of(catalog.referencing(*relation));
  for (const auto& more : {catalog.views_of(*relation), catalog.owned_sequences(*relation)})
    for (const Relation* each : more) others.push_back(each->name);
  catalog.spend(others.size());
  for (const Name& name : others)
    if (name != table) catalog.change(name, [&](Relation& other) { rename_in_dependent(other, table, from, to); });
}

void rename_index(Catalog& catalog, const Name& index, const std::string& to) {
  const Relation* table = catalog.table_of_index(index);
  if (!table) return;
  const Name name = table->name;
  const std::vector<Name> partitions = names_of(catalog.children(*table));
  catalog.change(name, [&](Relation& relation) {
    Index* found = relation.index(index.name);
    replace(relation.cluster_index, index.name, to);
    found->name = to;
    if (found->constraint.empty()) return;
    if (Constraint* constraint = relation.constraint(found->constraint)) constraint->name = constraint->index = to;
    forget(relation, ObjectClass::constraint, found->constraint);
    relation.absent.erase({ObjectClass::constraint, to});
    found->constraint = to;
  });
  for (const Name& partition : partitions)
    catalog.change(partition, [&](Relation& relation) {
      for (Index& each : relation.indexes)
        if (each.parent == index) each.parent.name = to;
    });
}

void rename_constraint(Catalog& catalog, const Name& table, const std::string& from, const std::string& to) {
  const auto edit = [&](Relation& relation) {
    Constraint* constraint = relation.constraint(from);
    forget(relation, ObjectClass::constraint, from);
    if (Column* column = constraint ? nullptr : not_null_named(relation, from)) {
      column->not_null_name = to;
      return;
    }
    if (!constraint && relation.partial) {
      constraint = &relation.constraints.emplace_back();
      constraint->partial = true;
    }
    if (!constraint || relation.constraint(to)) return;
    constraint->name = to;
    relation.absent.erase({ObjectClass::constraint, to});
  };
  const Relation* relation = catalog.relation(table);
  const Constraint* constraint = relation ? relation->constraint(from) : nullptr;
  if (constraint && catalog.index({table.schema, constraint->index}))
    return rename_index(catalog, {table.schema, std::string(constraint->index)}, to);
  const bool inherited = constraint && constraint->kind == ConstraintDefinition::Kind::check && !constraint->no_inherit;
  catalog.change(table, edit);
  if (inherited) each_descendant(catalog, table, edit);
}

void move_relation(Catalog& catalog, const Name& from, const Name& to) {
  if (catalog.relation(to) || catalog.index(to)) return;
  catalog.rename(from, to);
  catalog.rename_type(from, to);
}

// On partitions, since 15.
void rename_inherited_trigger(Catalog& catalog, const Name& table, const std::string& from, const std::string& to) {
  each_descendant(catalog, table, [&](Relation& partition) {
    for (Trigger& trigger : partition.triggers)
      if (trigger.inherited) replace(trigger.name, from, to);
  });
}

void rename_part(Catalog& catalog, const Rename& statement) {
  const Name table = expect_relation(catalog, statement.name);
  if (statement.object == ObjectClass::trigger) rename_inherited_trigger(catalog, table, statement.member, statement.to);
  catalog.change(table, [&](Relation& relation) {
    if (statement.object == ObjectClass::trigger)
      for (Trigger& trigger : relation.triggers) replace(trigger.name, statement.member, statement.to);
    if (statement.object == ObjectClass::rule) replace(relation.rules, statement.member, statement.to);
    if (statement.object == ObjectClass::policy) replace(relation.policies, statement.member, statement.to);
    forget(relation, statement.object, statement.member);
    relation.absent.erase({statement.object, statement.to});
  });
}

void rename_domain_constraint(Catalog& catalog, const Rename& statement) {
  const Type* domain = catalog.type(statement.name);
  if (!domain) return;
  Type changed = *domain;
  for (Constraint& check : changed.checks) replace(check.name, statement.member, statement.to);
  catalog.put(std::move(changed));
}

// ALTER TABLE ... RENAME also takes indexes, views and sequences.
void rename_relation(Catalog& catalog, const Rename& statement) {
  const Name name = catalog.whole(statement.name);
  if (catalog.index(name)) return rename_index(catalog, name, statement.to);
  if (statement.object == ObjectClass::index) return;
  if (statement.if_exists && !catalog.relation(name)) return;
  expect_relation(catalog, name);
  move_relation(catalog, name, {name.schema, statement.to});
}

void rename_type(Catalog& catalog, const Rename& statement) {
  const Name name = catalog.whole_type(statement.name);
  if (name.schema.empty()) return;
  move_relation(catalog, name, {name.schema, statement.to});
  catalog.rename_type(name, {name.schema, statement.to});
}

void move_routine(Catalog& catalog, const Name& name, const Name& to, const std::optional<std::vector<TypeName>>& arguments) {
  const std::vector<TypeName> types = argument_types(catalog, arguments.value_or(std::vector<TypeName>{}));
  catalog.rename_routines(catalog.whole_routine(name), to, arguments ? &types : nullptr);
}

void move_table(Catalog& catalog, const Name& from, const std::string& schema) {
  const Relation* relation = catalog.relation(from);
  if (!relation) return;
  const std::vector<Name> sequences = names_of(catalog.owned_sequences(*relation));
  const std::vector<Name> children = names_of(catalog.children(*relation));
  move_relation(catalog, from, {schema, from.name});
  for (const Name& sequence : sequences) move_relation(catalog, sequence, {schema, sequence.name});
  for (const Name& child : children)
    catalog.change(child, [&](Relation& partition) {
      for (Index& index : partition.indexes)
        if (!index.parent.empty() && index.parent.schema == from.schema) index.parent.schema = schema;
    });
}

}  // namespace

void rename_column(Catalog& catalog, const Name& table, const std::string& from, const std::string& to) {
  const Relation* relation = catalog.relation(table);
  if (!relation) return;
  std::vector<Name> all = names_of(catalog.descendants(*relation));
  all.push_back(table);
  for (const Name& each : all) {
    if (catalog.gave_up()) return;
    rename_column_of(catalog, each, from, to);
  }
}

void apply_form(const Rename& statement, Catalog& catalog) {
  switch (statement.object) {
    case ObjectClass::table:
    case ObjectClass::foreign_table:
    case ObjectClass::view:
    case ObjectClass::materialized_view:
    case ObjectClass::index:
    case ObjectClass::sequence:
      return rename_relation(catalog, statement);
    case ObjectClass::column:
    case ObjectClass::attribute:
      return rename_column(catalog, expect_relation(catalog, statement.name), statement.member, statement.to);
    case ObjectClass::constraint:
      if (statement.relation == ObjectClass::domain) return rename_domain_constraint(catalog, statement);
      return rename_constraint(catalog, expect_relation(catalog, statement.name), statement.member, statement.to);
    case ObjectClass::trigger:
    case ObjectClass::rule:
    case ObjectClass::policy:
      return rename_part(catalog, statement);
    case ObjectClass::type:
    case ObjectClass::domain:
      return rename_type(catalog, statement);
    case ObjectClass::function: {
      const Name name = catalog.whole_routine(statement.name);
      return move_routine(catalog, name, {name.schema, statement.to}, statement.arguments);
    }
    case ObjectClass::schema:
      return catalog.rename_schema(statement.name.name, statement.to);
    case ObjectClass::database:
    case ObjectClass::extension:
    case ObjectClass::statistics:
    case ObjectClass::publication:
    case ObjectClass::role:
    case ObjectClass::other:
      return;
  }
}

void apply_form(const SetSchema& statement, Catalog& catalog) {
  if (statement.object == ObjectClass::function)
    return move_routine(catalog, statement.name, {statement.schema, statement.name.name}, statement.arguments);
  if (statement.object == ObjectClass::type || statement.object == ObjectClass::domain) {
    const Name type = catalog.whole_type(statement.name);
    move_relation(catalog, type, {statement.schema, type.name});
    return catalog.rename_type(type, {statement.schema, type.name});
  }
  if (statement.object == ObjectClass::extension || statement.object == ObjectClass::statistics) return;
  move_table(catalog, expect_relation(catalog, statement.name), statement.schema);
}

void apply_form(const ChangeOwner& statement, Catalog& catalog) {
  catalog.change(catalog.whole(statement.name), [&](Relation& relation) { relation.owner = statement.owner; });
}

}  // namespace safeops::sql
