#include <algorithm>

#include "sql/catalog/alter_order.hpp"
#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/falling.hpp"

namespace safeops::sql {

namespace {

using Kind = AlterAction::Kind;

// Where an ALTER TABLE works: its table, and whether partitions and children are meant too.
struct Target {
  Catalog& catalog;
  Name table;
  bool recurse = true;

  void change(const std::function<void(Relation&)>& edit) const {
    catalog.change(table, edit);
    if (recurse) each_descendant(catalog, table, edit);
  }
  void change_own(const std::function<void(Relation&)>& edit) const { catalog.change(table, edit); }
  void change_column(const std::string& name, const std::function<void(Column&)>& edit) const {
    change([&](Relation& relation) {
      if (Column* column = expect_column(relation, name)) edit(*column);
    });
  }
};

void add_column(const AlterAction& action, const Target& at) {
  const Relation* relation = at.catalog.relation(at.table);
  if (!relation || relation->column(action.column.name)) return;
  const Column column = make_column(at.catalog, at.table, action.column);
  const auto add = [&](bool inherited) {
    return [&column, inherited](Relation& into) {
      into.absent.erase({ObjectClass::column, column.name});
      if (Column* known = into.column(column.name)) {
        known->own |= !known->inherited && !into.is_partition();
        known->inherited = true;
        return;
      }
      into.columns.push_back(column);
      into.columns.back().inherited = inherited;
    };
  };
  at.change_own(add(false));
  if (at.recurse) each_descendant(at.catalog, at.table, add(true));
  add_column_constraints(at.catalog, at.table, action.column, at.recurse);
}

void alter_type(const AlterAction& action, const Target& at) {
  const TypeName type = resolved(at.catalog, action.column.type);
  at.change_column(action.name, [&](Column& column) {
    column.type = type;
    column.collation = resolved_collation(action.column.collation);
  });
  remake_indexes(at.catalog, at.table, action.name);
}

void set_default(const AlterAction& action, const Target& at) {
  const Expression value = action.expression.null_constant ? Expression{} : resolved(at.catalog, action.expression);
  at.change_column(action.name, [&](Column& column) { column.value = value; });
}

void set_not_null(const AlterAction& action, const Target& at, bool not_null) {
  at.change_column(action.name, [&](Column& column) {
    column.not_null = not_null;
    column.not_null_proved = true;
  });
}

void drop_expression(const AlterAction& action, const Target& at) {
  at.change_column(action.name, [](Column& column) {
    column.generated = ColumnDefinition::Generated::no;
    column.value = {};
  });
}

void add_identity(const AlterAction& action, const Target& at) {
  Column wanted;
  wanted.name = action.name;
  const Relation* relation = at.catalog.relation(at.table);
  const Column* known = relation ? relation->column(action.name) : nullptr;
  if (known && known->identity != ColumnDefinition::Identity::no) return;
  add_sequence(at.catalog, at.table, wanted);
  const auto identity =
      action.column.identity == ColumnDefinition::Identity::no ? ColumnDefinition::Identity::by_default : action.column.identity;
  at.change_column(action.name, [&](Column& column) {
    column.identity = identity;
    column.sequence = wanted.sequence;
    column.not_null = true;
  });
}

void set_identity(const AlterAction& action, const Target& at) {
  if (action.column.identity == ColumnDefinition::Identity::no) return;
  at.change_column(action.name, [&](Column& column) {
    if (column.identity != ColumnDefinition::Identity::no) column.identity = action.column.identity;
  });
}

void drop_identity(const AlterAction& action, const Target& at) {
  const Relation* relation = at.catalog.relation(at.table);
  const Column* column = relation ? relation->column(action.name) : nullptr;
  const Name sequence = column && column->identity != ColumnDefinition::Identity::no ? column->sequence : Name{};
  at.change_column(action.name, [](Column& changed) {
    changed.identity = ColumnDefinition::Identity::no;
    changed.identity_dropped = true;
    changed.sequence = {};
  });
  at.catalog.remove(sequence);
}

void validate(const AlterAction& action, const Target& at) {
  at.change([&](Relation& relation) {
    if (Constraint* constraint = relation.constraint(action.name))
      constraint->validated = true;
    else if (Column* column = not_null_named(relation, action.name))
      column->not_null_proved = true;
  });
}

void alter_constraint(const AlterAction& action, const Target& at) {
  at.change([&](Relation& relation) {
    Constraint* constraint = relation.constraint(action.name);
    if (!constraint) return;
    if (action.word.empty()) {
      constraint->deferrable = action.constraint.deferrable;
      return;
    }
    constraint->enforced = action.constraint.enforced;
    constraint->validated = action.constraint.enforced;
  });
}

void row_security(const AlterAction& action, const Target& at) {
  at.change_own([&](Relation& table) {
    if (action.word == "enable" || action.word == "disable")
      table.row_security = action.word == "enable";
    else
      table.force_row_security = action.word == "force";
  });
}

void change_own_fields(const AlterAction& action, const Target& at) {
  at.change_own([&](Relation& table) {
    if (action.kind == Kind::cluster_on) table.cluster_index = action.name;
    if (action.kind == Kind::without_cluster) table.cluster_index.clear();
    if (action.kind == Kind::set_logged) table.persistence = Persistence::permanent;
    if (action.kind == Kind::set_unlogged) table.persistence = Persistence::unlogged;
    if (action.kind == Kind::set_access_method) table.access_method = action.name;
    if (action.kind == Kind::set_tablespace) table.tablespace = action.name;
    if (action.kind == Kind::owner) table.owner = action.name;
  });
}

void of_type(const AlterAction& action, const Target& at) {
  const Name type = action.word == "not" ? Name{} : at.catalog.whole_type(action.related);
  at.change_own([&](Relation& table) { table.of_type = type; });
}

void inherit(const AlterAction& action, const Target& at) {
  const Name parent = expect_relation(at.catalog, action.related);
  const Relation* above = at.catalog.relation(parent);
  if (!above || parent == at.table) return;
  const Relation model = *above;
  at.change_own([&](Relation& child) {
    if (std::find(child.parents.begin(), child.parents.end(), parent) != child.parents.end()) return;
    child.parents.push_back(parent);
    inherit_columns(child, model);
    inherit_checks(child, model);
  });
}

// What stays is the table's own from now on.
void disinherit(Catalog& catalog, const Name& child, const Name& parent) {
  catalog.change(child, [&](Relation& relation) {
    std::erase(relation.parents, parent);
    forget(relation, ObjectClass::table, parent.text());
    relation.bound.reset();
    for (Index& index : relation.indexes) index.parent = {};
    if (!relation.parents.empty()) return;
    for (Column& column : relation.columns) column.inherited = false;
    for (Constraint& constraint : relation.constraints) constraint.inherited = false;
  });
}

void attach_index_partition(const AlterAction& action, const Target& at) {
  const Name child = at.catalog.whole(action.related);
  const Relation* holder = at.catalog.table_of_index(child);
  const Relation* above = at.catalog.table_of_index(at.table);
  if (!holder || !above) return;
  const Name partition = holder->name, parent = above->name;
  attach_index(at.catalog, partition, child.name, at.table);
  const Relation* partitioned = at.catalog.relation(parent);
  if (!partitioned) return;
  const std::vector<const Relation*> partitions = at.catalog.children(*partitioned);
  const bool complete = std::all_of(partitions.begin(), partitions.end(), [&](const Relation* each) {
    return std::any_of(each->indexes.begin(), each->indexes.end(), [&](const Index& index) { return index.parent == at.table; });
  });
  at.catalog.change(parent, [&](Relation& table) { table.index(at.table.name)->valid = complete; });
}

void attach_partition(const AlterAction& action, const Target& at) {
  const Name partition = expect_relation(at.catalog, action.related);
  const Relation* above = at.catalog.relation(at.table);
  if (!above || partition == at.table) return;
  const Relation model = *above;
  if (model.partial && !model.is_partitioned()) at.change_own([](Relation& table) { table.key.strategy = "range"; });
  at.catalog.change(partition, [&](Relation& child) {
    if (child.is_partition()) return;
    child.parents = {at.table};
    child.bound = action.bound;
    inherit_columns(child, model);
    inherit_checks(child, model);
  });
  inherit_keys(at.catalog, partition, at.table);
  inherit_triggers(at.catalog, partition, at.table);
}

// CONCURRENTLY leaves a check behind that says what the bound said.
void detach_partition(const AlterAction& action, const Target& at) {
  const Name partition = expect_relation(at.catalog, action.related);
  const Relation* above = at.catalog.relation(at.table);
  const Relation* below = at.catalog.relation(partition);
  if (action.concurrently && above && below && below->is_partition()) {
    ConstraintDefinition check;
    for (const std::string& column : above->key.columns)
      if (!column.empty()) check.columns.push_back(column);
    add_constraint(at.catalog, partition, check, {});
  }
  lose_triggers(at.catalog, partition);
  disinherit(at.catalog, partition, at.table);
}

void drop_part(const AlterAction& action, const Target& at, ObjectClass part) {
  std::vector<Falling> all = with_dependents({{part, at.table, action.name, false}}, at.catalog);
  remove_all(all, at.catalog);
}

void drop_constraint(const AlterAction& action, const Target& at) {
  const Relation* relation = at.catalog.relation(at.table);
  if (relation && relation->constraint(action.name)) return drop_part(action, at, ObjectClass::constraint);
  at.change([&](Relation& changed) {
    Column* column = not_null_named(changed, action.name);
    if (!column) return forget(changed, ObjectClass::constraint, action.name);
    column->not_null = false;
    column->not_null_proved = true;
    column->not_null_name.clear();
  });
}

void apply_action(const AlterAction& action, const Target& at) {
  switch (action.kind) {
    case Kind::add_column:
      return add_column(action, at);
    case Kind::drop_column:
      return drop_part(action, at, ObjectClass::column);
    case Kind::alter_type:
      return alter_type(action, at);
    case Kind::set_default:
    case Kind::drop_default:
    case Kind::set_expression:
      return set_default(action, at);
    case Kind::set_not_null:
      return set_not_null(action, at, true);
    case Kind::drop_not_null:
      return set_not_null(action, at, false);
    case Kind::drop_expression:
      return drop_expression(action, at);
    case Kind::add_identity:
      return add_identity(action, at);
    case Kind::set_identity:
      return set_identity(action, at);
    case Kind::drop_identity:
      return drop_identity(action, at);
    case Kind::add_constraint:
      return add_constraint(at.catalog, at.table, action.constraint, {}, at.recurse);
    case Kind::alter_constraint:
      return alter_constraint(action, at);
    case Kind::validate_constraint:
      return validate(action, at);
    case Kind::drop_constraint:
      return drop_constraint(action, at);
    case Kind::row_security:
      return row_security(action, at);
    case Kind::cluster_on:
    case Kind::without_cluster:
    case Kind::set_logged:
    case Kind::set_unlogged:
    case Kind::set_access_method:
    case Kind::set_tablespace:
    case Kind::owner:
      return change_own_fields(action, at);
    case Kind::inherit:
      return inherit(action, at);
    case Kind::no_inherit:
      return disinherit(at.catalog, at.table, expect_relation(at.catalog, action.related));
    case Kind::attach_partition:
      return attach_partition(action, at);
    case Kind::detach_partition:
      return detach_partition(action, at);
    case Kind::of_type:
      return of_type(action, at);
    case Kind::set_statistics:
    case Kind::set_column_options:
    case Kind::set_storage:
    case Kind::set_compression:
    case Kind::trigger_state:
    case Kind::rule_state:
    case Kind::set_options:
    case Kind::replica_identity:
    case Kind::other:
      return;
  }
}

Relation::Kind kind_of(ObjectClass object) {
  if (object == ObjectClass::view) return Relation::Kind::view;
  if (object == ObjectClass::materialized_view) return Relation::Kind::materialized_view;
  if (object == ObjectClass::sequence) return Relation::Kind::sequence;
  if (object == ObjectClass::type) return Relation::Kind::composite_type;
  return object == ObjectClass::foreign_table ? Relation::Kind::foreign_table : Relation::Kind::table;
}

void alter_index(const AlterTable& statement, Catalog& catalog) {
  const Target at{catalog, catalog.whole(statement.table)};
  for (const AlterAction& action : statement.actions)
    if (action.kind == Kind::attach_partition) attach_index_partition(action, at);
}

}  // namespace

void apply_form(const AlterTable& statement, Catalog& catalog) {
  if (statement.object == ObjectClass::index || catalog.index(statement.table)) return alter_index(statement, catalog);
  if (statement.if_exists && !catalog.relation(statement.table)) return;
  const Name table = expect_relation(catalog, statement.table, kind_of(statement.object));
  for (const AlterAction* action : in_order_of_passes(statement)) {
    if (catalog.gave_up()) return;
    apply_action(*action, {catalog, table, !statement.only});
  }
}

}  // namespace safeops::sql
