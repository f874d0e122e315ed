#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;

constexpr std::size_t most_columns = 1600;  // as PostgreSQL has it

void copy_columns(Catalog& catalog, const Relation& model, const CreateTable::Like& like, Relation& into) {
  for (Column column : model.columns) {
    if (into.columns.size() >= most_columns || into.column(column.name)) continue;
    const bool generated = column.generated != ColumnDefinition::Generated::no;
    const bool identity = column.identity != ColumnDefinition::Identity::no;
    if (generated ? !like.generated : !like.defaults) {
      column.value = {};
      column.generated = ColumnDefinition::Generated::no;
    }
    column.sequence = {};
    column.inherited = column.own = false;
    if (identity && like.identity)
      add_sequence(catalog, into.name, column);
    else
      column.identity = ColumnDefinition::Identity::no;
    into.columns.push_back(std::move(column));
  }
  into.partial |= model.partial;
}

void copy_checks(const Relation& model, Relation& into) {
  for (Constraint check : model.constraints) {
    if (check.kind != Kind::check || into.constraint(check.name)) continue;
    check.inherited = check.own = false;
    into.constraints.push_back(std::move(check));
  }
}

ConstraintDefinition key_like(Catalog& catalog, const Relation& model, const Index& index, const Name& into) {
  ConstraintDefinition key;
  key.kind = index.primary ? Kind::primary_key : index.exclusion ? Kind::exclude : Kind::unique;
  const std::string_view label = index.primary ? "pkey" : index.exclusion ? "excl" : "key";
  key.name = free_relation_name(catalog, into, index.primary ? "" : joined_columns(index), label, true);
  for (const IndexElement& element : index.elements)
    if (!element.column.empty()) key.columns.push_back(element.column);
  if (index.exclusion) key.elements = index.elements;
  key.method = index.method;
  key.included = index.included;
  key.predicate = index.predicate;
  key.nulls_not_distinct = index.nulls_not_distinct;
  if (const Constraint* original = model.constraint(index.constraint)) key.deferrable = original->deferrable;
  return key;
}

void copy_indexes(Catalog& catalog, const Name& model, const Name& into) {
  const Relation* relation = catalog.relation(model);
  if (!relation) return;
  const Relation copy = *relation;
  for (Index index : copy.indexes) {
    if (!index.constraint.empty()) {
      add_constraint(catalog, into, key_like(catalog, copy, index, into), {});
      continue;
    }
    index.name = free_relation_name(catalog, into, joined_columns(index), "idx", false);
    index.parent = {};
    add_index(catalog, into, std::move(index), true);
  }
}

// What it costs to lay the columns and checks of one relation over those of another.
std::size_t merging(const Relation& relation) {
  const std::size_t parts = relation.columns.size() + relation.constraints.size();
  return 1 + parts * parts / 64;
}

void take_model(Catalog& catalog, const CreateTable::Like& like, Relation& table) {
  const Name model = expect_relation(catalog, like.table);
  const Relation* found = catalog.relation(model);
  if (!found) return;
  const Relation copy = *found;
  catalog.spend(merging(copy));
  copy_columns(catalog, copy, like, table);
  if (like.constraints) copy_checks(copy, table);
}

// Of a column that an earlier parent has, too. A table that is there already keeps its own when it gets a parent.
void merge_defaults(Relation& table, const Relation& parent) {
  for (Column& column : table.columns)
    if (const Column* theirs = column.value ? nullptr : parent.column(column.name)) column.value = theirs->value;
}

void take_parents(Catalog& catalog, const CreateTable& statement, Relation& table) {
  for (const Name& name : statement.parents) {
    const Name parent = expect_relation(catalog, name);
    if (std::find(table.parents.begin(), table.parents.end(), parent) != table.parents.end()) continue;
    table.parents.push_back(parent);
    if (const Relation* costly = catalog.relation(parent)) catalog.spend(merging(*costly));
    const Relation* found = catalog.relation(parent);
    if (!found) continue;
    table.partial |= found->partial;
    merge_defaults(table, *found);
    inherit_columns(table, *found);
    inherit_checks(table, *found);
  }
}

// A column named again below its parents or its type is theirs with more said of it.
void take_column(Catalog& catalog, const ColumnDefinition& definition, Relation& table) {
  if (table.columns.size() >= most_columns) return;
  Column column = make_column(catalog, table.name, definition);
  Column* known = table.column(column.name);
  if (!known) {
    table.columns.push_back(std::move(column));
    return;
  }
  known->not_null |= column.not_null;
  known->own = !table.bound;
  if (column.value) known->value = column.value;
}

void take_elements(Catalog& catalog, const CreateTable& statement, Relation& table) {
  auto like = statement.likes.begin();
  for (std::size_t place = 0; place <= statement.columns.size(); ++place) {
    for (; like != statement.likes.end() && like->place == place; ++like) take_model(catalog, *like, table);
    if (place < statement.columns.size()) take_column(catalog, statement.columns[place], table);
  }
}

void take_type(const Catalog& catalog, const CreateTable& statement, Relation& table) {
  if (statement.of_type.empty()) return;
  table.of_type = catalog.whole_type(statement.of_type);
  if (const Relation* type = catalog.relation(table.of_type)) table.columns = type->columns;
}

void add_keys(Catalog& catalog, const CreateTable& statement, const Name& table, bool foreign) {
  for (const ColumnDefinition& column : statement.columns)
    for (const ConstraintDefinition& each : column.constraints)
      if ((each.kind == Kind::foreign_key) == foreign) add_constraint(catalog, table, each, column.name);
  for (const ConstraintDefinition& each : statement.constraints)
    if ((each.kind == Kind::foreign_key) == foreign) add_constraint(catalog, table, each, {});
}

}  // namespace

void apply_form(const CreateTable& statement, Catalog& catalog) {
  Relation table;
  table.name = catalog.for_new(statement.table, statement.persistence);
  if (catalog.relation(table.name)) return;
  table.kind = statement.foreign ? Relation::Kind::foreign_table : Relation::Kind::table;
  table.persistence = statement.persistence;
  table.bound = statement.bound;
  table.key = statement.key;
  take_type(catalog, statement, table);
  take_parents(catalog, statement, table);
  take_elements(catalog, statement, table);
  const Name name = table.name;
  catalog.put(std::move(table));
  add_keys(catalog, statement, name, false);
  for (const CreateTable::Like& like : statement.likes)
    if (like.indexes) copy_indexes(catalog, catalog.whole(like.table), name);
  if (statement.bound)
    for (const Name& parent : statement.parents) {
      inherit_keys(catalog, name, catalog.whole(parent));
      inherit_triggers(catalog, name, catalog.whole(parent));
    }
  add_keys(catalog, statement, name, true);
}

}  // namespace safeops::sql
