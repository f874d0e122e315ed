#include <algorithm>

#include "sql/cost/ledger.hpp"
#include "sql/cost/partition.hpp"

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;

// A foreign key puts triggers on the other table, and on each of its partitions.
void lock_referenced(const Name& referenced, const Name& created, LockMode mode, Ledger& ledger) {
  if (ledger.catalog().whole(referenced) == ledger.catalog().whole(created)) return;
  const Relation* table = ledger.find(referenced);
  if (!table) return ledger.lock_unknown(referenced, mode);
  ledger.lock(*table, mode);
  for (const Relation* partition : ledger.catalog().descendants(*table))
    if (partition->is_partition()) ledger.lock(*partition, mode);
}

void cost_parent(const CreateTable& create, const Name& written, Ledger& ledger) {
  const LockMode mode = create.bound ? LockMode::access_exclusive : LockMode::share_update_exclusive;
  const Relation* parent = ledger.find(written);
  if (!parent) return ledger.lock_unknown(written, mode);
  ledger.lock(*parent, mode);
  if (!create.bound) return;
  for (const Constraint& constraint : parent->constraints)
    if (constraint.kind == Kind::foreign_key)
      lock_referenced(constraint.referenced, create.table,
                      ledger.major() >= 12 ? LockMode::share_row_exclusive : LockMode::access_share, ledger);
  if (ledger.major() >= 12)
    for (const Relation* other : ledger.catalog().referencing(*parent))
      ledger.lock(*other, ledger.major() >= 15 ? LockMode::share_row_exclusive : LockMode::access_share);
  if (create.bound->strategy != PartitionBound::Strategy::fallback) cost_default_partition(*parent, ledger);
}

// A partition's own index of the same form is attached in place of a new one.
bool has_such_index(const Relation& partition, const CreateIndex& create) {
  const auto same = [](const IndexElement& a, const IndexElement& b) {
    return a.column == b.column && a.expression.identity == b.expression.identity && a.operator_class == b.operator_class;
  };
  return std::any_of(partition.indexes.begin(), partition.indexes.end(), [&](const Index& index) {
    return index.unique == create.unique && index.predicate.identity == create.predicate.identity &&
           index.method == create.method &&
           std::equal(index.elements.begin(), index.elements.end(), create.elements.begin(), create.elements.end(), same);
  });
}

}  // namespace

void cost_create_table(const CreateTable& create, Ledger& ledger) {
  if (create.if_not_exists && ledger.catalog().relation(create.table)) return;
  for (const Name& parent : create.parents) cost_parent(create, parent, ledger);
  for (const CreateTable::Like& like : create.likes) {
    if (const Relation* source = ledger.find(like.table))
      ledger.lock(*source, LockMode::access_share);
    else
      ledger.lock_unknown(like.table, LockMode::access_share);
  }
  const auto reference = [&](const ConstraintDefinition& constraint) {
    if (constraint.kind == Kind::foreign_key)
      lock_referenced(constraint.referenced, create.table, LockMode::share_row_exclusive, ledger);
  };
  for (const ConstraintDefinition& constraint : create.constraints) reference(constraint);
  for (const ColumnDefinition& column : create.columns)
    for (const ConstraintDefinition& constraint : column.constraints) reference(constraint);
}

void cost_create_index(const CreateIndex& create, Ledger& ledger) {
  const LockMode mode = create.concurrently ? LockMode::share_update_exclusive : LockMode::share;
  if (create.concurrently) ledger.forbid_transaction();
  const Relation* table = ledger.find(create.table);
  if (!table) return ledger.lock_unknown(create.table, mode);
  ledger.lock(*table, mode);
  if (create.if_not_exists && !create.name.empty() && ledger.catalog().index({table->name.schema, create.name})) return;
  if (!create.only)
    for (const Relation* below : ledger.catalog().descendants(*table)) {
      if (!below->is_partition()) continue;
      ledger.lock(*below, mode);
      if (!has_such_index(*below, create)) ledger.build_index(*below);
    }
  ledger.build_index(*table);
}

}  // namespace safeops::sql
