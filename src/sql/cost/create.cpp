#include <algorithm>

#include "sql/cost/ledger.hpp"
#include "sql/cost/partition.hpp"

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;

// A foreign key puts triggers on the other table, and on each of its partitions.
void refer(const Name& referenced, const Name& created, LockMode mode, Ledger& ledger) {
  if (ledger.catalog().whole(referenced) != ledger.catalog().whole(created)) ledger.lock_referenced(referenced, mode);
}

void cost_parent(const CreateTable& create, const Name& written, Ledger& ledger) {
  const Relation* parent =
      ledger.lock_named(written, create.bound ? LockMode::access_exclusive : LockMode::share_update_exclusive);
  if (!parent || !create.bound) return;
  const LockMode mode = ledger.major() >= 12 ? LockMode::share_row_exclusive : LockMode::access_share;
  for (const Constraint& constraint : parent->constraints)
    if (constraint.kind == Kind::foreign_key) refer(constraint.referenced, create.table, mode, ledger);
  lock_referring(*parent, ledger);
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
  for (const CreateTable::Like& like : create.likes) ledger.lock_named(like.table, LockMode::access_share);
  const auto reference = [&](const ConstraintDefinition& constraint) {
    if (constraint.kind == Kind::foreign_key) refer(constraint.referenced, create.table, LockMode::share_row_exclusive, ledger);
  };
  for (const ConstraintDefinition& constraint : create.constraints) reference(constraint);
  for (const ColumnDefinition& column : create.columns)
    for (const ConstraintDefinition& constraint : column.constraints) reference(constraint);
}

void cost_create_index(const CreateIndex& create, Ledger& ledger) {
  const LockMode mode = create.concurrently ? LockMode::share_update_exclusive : LockMode::share;
  if (create.concurrently) ledger.forbid_transaction();
  const Relation* table = ledger.lock_named(create.table, mode);
  if (!table) return;
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
