#include <algorithm>

#include "sql/cost/ledger.hpp"
#include "sql/cost/partition.hpp"

namespace safeops::sql {

namespace {

void drop_relation(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  const Relation* relation = ledger.catalog().relation(object.name);
  if (!relation) return drop.if_exists ? ledger.be_uncertain() : ledger.lock_unknown(object.name, LockMode::access_exclusive);
  ledger.drop(*relation, drop.cascade);
  for (const Name& name : relation->is_partition() ? relation->parents : std::vector<Name>{}) {
    const Relation* parent = ledger.catalog().relation(name);
    if (!parent) continue;
    ledger.lock(*parent, LockMode::access_exclusive);
    for (const Relation* sibling : ledger.catalog().children(*parent))
      if (sibling->bound && sibling->bound->strategy == PartitionBound::Strategy::fallback)
        ledger.lock(*sibling, LockMode::access_exclusive);
  }
}

// Columns whose default draws from the sequence lose it.
void drop_sequence(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  drop_relation(object, drop, ledger);
  if (!drop.cascade) return;
  const Name name = ledger.catalog().whole(object.name);
  for (const auto& [table, relation] : ledger.catalog().relations())
    for (const Column& column : relation.columns)
      if (std::find(column.value.sequences.begin(), column.value.sequences.end(), name) != column.value.sequences.end())
        ledger.lock(table, LockMode::access_exclusive);
}

// Foreign keys rest on a unique index of what they refer to.
void lock_referencing(const Relation& table, const Index& index, Ledger& ledger) {
  std::vector<std::string> columns;
  for (const IndexElement& element : index.elements) columns.push_back(element.column);
  for (const Relation* other : ledger.catalog().referencing(table))
    for (const Constraint& key : other->constraints)
      if (index.unique && key.referenced == table.name && key.referenced_columns == columns)
        ledger.lock(*other, LockMode::access_exclusive);
}

void drop_index(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  const LockMode mode = drop.concurrently ? LockMode::share_update_exclusive : LockMode::access_exclusive;
  const Relation* table = ledger.catalog().table_of_index(object.name);
  if (!table) return drop.if_exists ? ledger.be_uncertain() : ledger.lock_unknown(object.name, mode);
  const Name name{table->name.schema, object.name.name};
  ledger.lock(*table, mode);
  ledger.lock(name, mode);
  if (const Index* index = drop.cascade ? table->index(object.name.name) : nullptr) lock_referencing(*table, *index, ledger);
  if (!table->is_partitioned()) return;
  for (const Relation* below : ledger.catalog().descendants(*table)) {
    ledger.lock(*below, mode);
    for (const Index& index : below->indexes)
      if (!index.parent.empty()) ledger.lock(Ledger::index_name(*below, index), mode);
  }
}

void drop_member(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  const Relation* table = ledger.find(object.name);
  if (!table) return drop.if_exists ? void() : ledger.lock_unknown(object.name, LockMode::access_exclusive);
  const auto has_part = [&] { return table->has(drop.object, object.member); };
  if (drop.if_exists && !table->partial && !has_part()) return;
  ledger.lock(*table, LockMode::access_exclusive);
  if (drop.object != ObjectClass::trigger || !table->is_partitioned()) return;
  for (const Relation* below : ledger.catalog().descendants(*table)) ledger.lock(*below, LockMode::access_exclusive);
}

void drop_columns_of(const Name& name, Ledger& ledger) {
  for (const Relation* relation : ledger.catalog().columns_of_type(name)) {
    ledger.lock(*relation, LockMode::access_exclusive);
    for (const Column& column : relation->columns) {
      if (column.type.name != name) continue;
      for (const Index& index : relation->indexes)
        if (index.reads(column.name)) ledger.lock(Ledger::index_name(*relation, index), LockMode::access_exclusive);
      ledger.drop_views_of(*relation, column.name);
    }
  }
}

// CASCADE takes the columns of the type with it, and those of domains over it.
void drop_type(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  if (!drop.cascade) return;
  std::vector<Name> names{ledger.catalog().whole_type(object.name)};
  for (std::size_t i = 0; i < names.size() && i < 1000; ++i) {
    drop_columns_of(names[i], ledger);
    for (const Type* over : ledger.catalog().domains_over(names[i])) names.push_back(over->name);
  }
}

// CASCADE takes triggers, defaults, checks and indexes that call it.
void drop_function(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  if (!drop.cascade) return;
  for (const Relation* relation : ledger.catalog().calling(ledger.catalog().whole_routine(object.name))) {
    ledger.lock(*relation, LockMode::access_exclusive);
    for (const Relation* below : ledger.catalog().descendants(*relation))
      if (below->is_partition()) ledger.lock(*below, LockMode::access_exclusive);
  }
}

void drop_schema(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  if (!drop.cascade) return;
  for (const auto& [name, relation] : ledger.catalog().relations())
    if (name.schema == object.name.name) ledger.drop(relation, true);
}

void drop_statistics(const Drop::Object& object, Ledger& ledger) {
  if (ledger.major() < 12) return;
  for (const auto& [name, relation] : ledger.catalog().relations())
    for (const Statistics& each : relation.statistics)
      if (each.name.name == object.name.name) ledger.lock(name, LockMode::share_update_exclusive);
}

void drop_object(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  switch (drop.object) {
    case ObjectClass::table:
    case ObjectClass::foreign_table:
    case ObjectClass::view:
    case ObjectClass::materialized_view:
      return drop_relation(object, drop, ledger);
    case ObjectClass::sequence:
      return drop_sequence(object, drop, ledger);
    case ObjectClass::index:
      return drop_index(object, drop, ledger);
    case ObjectClass::trigger:
    case ObjectClass::rule:
    case ObjectClass::policy:
      return drop_member(object, drop, ledger);
    case ObjectClass::type:
    case ObjectClass::domain:
      return drop_type(object, drop, ledger);
    case ObjectClass::function:
      return drop_function(object, drop, ledger);
    case ObjectClass::schema:
      return drop_schema(object, drop, ledger);
    case ObjectClass::statistics:
      return drop_statistics(object, ledger);
    case ObjectClass::column:
    case ObjectClass::constraint:
    case ObjectClass::attribute:
    case ObjectClass::database:
    case ObjectClass::extension:
    case ObjectClass::publication:
    case ObjectClass::role:
    case ObjectClass::other:
      return;
  }
}

}  // namespace

void cost_drop(const Drop& drop, Ledger& ledger) {
  if (drop.concurrently) ledger.forbid_transaction();
  for (const Drop::Object& object : drop.objects) drop_object(object, drop, ledger);
}

}  // namespace safeops::sql
