#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::sql {

namespace {

bool same_element(const IndexElement& one, const IndexElement& other) {
  return one.column == other.column && one.expression.identity == other.expression.identity &&
         one.operator_class == other.operator_class;
}

Constraint constraint_over(const Index& index) {
  Constraint constraint;
  constraint.name = constraint.index = index.name;
  using Kind = ConstraintDefinition::Kind;
  constraint.kind = index.primary ? Kind::primary_key : index.exclusion ? Kind::exclude : Kind::unique;
  for (const IndexElement& element : index.elements) constraint.columns.push_back(element.column);
  constraint.inherited = true;
  return constraint;
}

// Gives a partition the counterpart of its parent's index: one of its own that is the same, or a new one.
void clone_index(Catalog& catalog, const Name& partition, const Index& original, const Name& parent) {
  const Relation* relation = catalog.relation(partition);
  if (!relation) return;
  for (const Index& own : relation->indexes)
    if (own.parent.empty() && own.constraint.empty() == original.constraint.empty() && same_definition(own, original))
      return attach_index(catalog, partition, std::string(own.name), parent);
  Index clone = original;
  const std::string_view label = clone.primary ? "pkey" : clone.exclusion ? "excl" : clone.constraint.empty() ? "idx" : "key";
  clone.name =
      free_relation_name(catalog, partition, clone.primary ? "" : joined_columns(clone), label, !clone.constraint.empty());
  clone.parent = parent;
  if (!clone.constraint.empty()) {
    clone.constraint = clone.name;
    catalog.change(partition, [&](Relation& table) { table.constraints.push_back(constraint_over(clone)); });
  }
  add_index(catalog, partition, std::move(clone), true);
}

// What partitions of the partition have of it goes, too.
void drop_attached(Catalog& catalog, const Name& partition, const Name& parent) {
  const Relation* relation = catalog.relation(partition);
  if (!relation) return;
  const auto own =
      std::find_if(relation->indexes.begin(), relation->indexes.end(), [&](const Index& each) { return each.parent == parent; });
  if (own == relation->indexes.end()) return;
  const std::string constraint = own->constraint;
  const std::string index = own->name;
  for (const Name& below : names_of(catalog.children(*relation))) drop_attached(catalog, below, {partition.schema, index});
  if (constraint.empty())
    remove_index(catalog, partition, index);
  else
    remove_constraint(catalog, partition, constraint);
}

}  // namespace

bool same_definition(const Index& one, const Index& other) {
  return one.unique == other.unique && one.primary == other.primary && one.method == other.method &&
         one.included == other.included && one.predicate.identity == other.predicate.identity &&
         std::equal(one.elements.begin(), one.elements.end(), other.elements.begin(), other.elements.end(), same_element);
}

void attach_index(Catalog& catalog, const Name& table, std::string_view index, const Name& parent) {
  catalog.change(table, [&](Relation& relation) {
    Index* own = relation.index(index);
    if (!own) return;
    own->parent = parent;
    if (Constraint* constraint = relation.constraint(own->constraint)) constraint->inherited = true;
  });
}

void add_index(Catalog& catalog, const Name& table, Index index, bool recurse) {
  catalog.change(table, [&](Relation& relation) { relation.indexes.push_back(index); });
  const Relation* relation = catalog.relation(table);
  if (!relation || !relation->is_partitioned()) return;
  const std::vector<Name> partitions = names_of(catalog.children(*relation));
  if (!recurse) {
    catalog.change(table, [&](Relation& changed) { changed.index(index.name)->valid = partitions.empty(); });
    return;
  }
  for (const Name& partition : partitions) clone_index(catalog, partition, index, {table.schema, index.name});
}

void remove_index(Catalog& catalog, const Name& table, const std::string& name) {
  catalog.change(table, [&](Relation& relation) {
    std::erase_if(relation.indexes, [&](const Index& each) { return each.name == name; });
    if (relation.cluster_index == name) relation.cluster_index.clear();
  });
}

void inherit_keys(Catalog& catalog, const Name& partition, const Name& parent) {
  const Relation* above = catalog.relation(parent);
  if (!above) return;
  const std::vector<Index> indexes = above->indexes;
  const std::vector<Constraint> constraints = above->constraints;
  for (const Index& index : indexes) clone_index(catalog, partition, index, {parent.schema, index.name});
  for (Constraint key : constraints) {
    if (key.kind != ConstraintDefinition::Kind::foreign_key) continue;
    key.inherited = true;
    const Relation* child = catalog.relation(partition);
    if (child && !child->constraint(key.name))
      catalog.change(partition, [&](Relation& relation) { relation.constraints.push_back(key); });
  }
}

// Those of partitions hang on the parent's, whatever they were called.
void remake_indexes(Catalog& catalog, const Name& table, const std::string& column) {
  catalog.change(table, [&](Relation& changed) {
    for (Index& index : changed.indexes)
      for (IndexElement& element : index.elements)
        if (index.reads(column) && !element.column.empty()) element.label = element.column;
  });
  const Relation* relation = catalog.relation(table);
  if (!relation || !relation->is_partitioned()) return;
  std::vector<Index> remade;
  for (const Index& index : relation->indexes)
    if (index.reads(column)) remade.push_back(index);
  const std::vector<Name> partitions = names_of(catalog.children(*relation));
  for (const Index& index : remade)
    for (const Name& partition : partitions) {
      drop_attached(catalog, partition, {table.schema, index.name});
      clone_index(catalog, partition, index, {table.schema, index.name});
    }
}

void apply_form(const CreateIndex& statement, Catalog& catalog) {
  const Name table = expect_relation(catalog, statement.table);
  if (!statement.name.empty() && catalog.index({table.schema, statement.name})) return;
  Index index;
  index.name = statement.name;
  index.elements = statement.elements;
  for (IndexElement& element : index.elements) element.expression = resolved(catalog, std::move(element.expression));
  if (!statement.method.empty()) index.method = statement.method;
  index.included = statement.included;
  index.predicate = resolved(catalog, statement.predicate);
  index.unique = statement.unique;
  index.nulls_not_distinct = statement.nulls_not_distinct;
  if (index.name.empty()) index.name = free_relation_name(catalog, table, joined_columns(index), "idx", false);
  add_index(catalog, table, std::move(index), !statement.only);
}

}  // namespace safeops::sql
