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

void drop_index(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  const LockMode mode = drop.concurrently ? LockMode::share_update_exclusive : LockMode::access_exclusive;
  const Relation* table = ledger.catalog().table_of_index(object.name);
  if (!table) return drop.if_exists ? ledger.be_uncertain() : ledger.lock_unknown(object.name, mode);
  const Name name{table->name.schema, object.name.name};
  ledger.lock(*table, mode);
  ledger.lock(name, mode);
  if (drop.cascade)
    for (const Relation* other : ledger.catalog().referencing(*table)) ledger.lock(*other, LockMode::access_exclusive);
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

// CASCADE takes the columns of the type with it.
void drop_type(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  if (!drop.cascade) return;
  const Name name = ledger.catalog().whole_type(object.name);
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

bool calls(const Expression& expression, const Name& name) {
  return std::any_of(expression.calls.begin(), expression.calls.end(), [&](const FunctionCall& call) {
    return call.name.name == name.name && (call.name.schema.empty() || call.name.schema == name.schema);
  });
}

// CASCADE takes triggers, defaults, checks and indexes that call it.
void drop_function(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  if (!drop.cascade) return;
  const auto found = ledger.catalog().routines(object.name);
  const Name name = found.empty() ? object.name : found.front()->name;
  for (const auto& [table, relation] : ledger.catalog().relations()) {
    const auto triggers = [&](const Trigger& trigger) { return trigger.function.name == name.name; };
    const auto defaults = [&](const Column& column) { return calls(column.value, name); };
    const auto checks = [&](const Constraint& constraint) { return calls(constraint.check, name); };
    if (std::any_of(relation.triggers.begin(), relation.triggers.end(), triggers) ||
        std::any_of(relation.columns.begin(), relation.columns.end(), defaults) ||
        std::any_of(relation.constraints.begin(), relation.constraints.end(), checks))
      ledger.lock(table, LockMode::access_exclusive);
  }
}

void drop_schema(const Drop::Object& object, const Drop& drop, Ledger& ledger) {
  if (!drop.cascade) return;
  for (const auto& [name, relation] : ledger.catalog().relations())
    if (name.schema == object.name.name) ledger.drop(relation, true);
}

void drop_statistics(const Drop::Object& object, Ledger& ledger) {
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
