#include "sql/cost/ledger.hpp"

#include <algorithm>

namespace safeops::sql {

bool Cost::locks_at_least(const Name& relation, LockMode mode) const {
  const auto found = locks.find(relation);
  return found != locks.end() && found->second >= mode;
}

bool Ledger::in_utc() const {
  return server_->time_zone == "UTC" || server_->time_zone == "GMT" || server_->time_zone == "Etc/UTC";
}

const Relation* Ledger::find(const Name& written) {
  const Relation* relation = catalog_->relation(written);
  if (!relation || relation->partial) be_uncertain();
  return relation;
}

void Ledger::lock(const Name& whole, LockMode mode) {
  LockMode& strongest = cost_->locks.try_emplace(whole, mode).first->second;
  strongest = std::max(strongest, mode);
}

void Ledger::lock_unknown(const Name& written, LockMode mode) {
  be_uncertain();
  lock(catalog_->whole(written), mode);
}

const Relation* Ledger::lock_named(const Name& written, LockMode mode) {
  const Relation* relation = find(written);
  if (relation)
    lock(*relation, mode);
  else
    lock_unknown(written, mode);
  return relation;
}

void Ledger::lock_below(const Relation& relation, LockMode mode) {
  for (const Relation* below : catalog_->descendants(relation)) lock(*below, mode);
}

void Ledger::lock_referenced(const Name& written, LockMode mode) {
  const Relation* table = lock_named(written, mode);
  if (!table) return;
  for (const Relation* below : catalog_->descendants(*table))
    if (below->is_partition()) lock(*below, mode);
}

void Ledger::lock_indexes(const Relation& table, LockMode mode) {
  for (const Index& index : table.indexes) lock(index_name(table, index), mode);
}

void Ledger::lock_with_indexes(const Relation& table, LockMode mode) {
  lock(table, mode);
  lock_indexes(table, mode);
}

void Ledger::scan(const Relation& table) {
  if (table.has_storage()) cost_->scans.insert(table.name);
}

void Ledger::build_index(const Relation& table) {
  if (!table.has_storage()) return;
  scan(table);
  cost_->builds.insert(table.name);
}

void Ledger::rewrite(const Relation& table) {
  if (!table.has_storage()) return;
  lock_with_indexes(table, LockMode::access_exclusive);
  scan(table);
  rewrite_file(table.name);
  for (const Index& index : table.indexes) rewrite_file(index_name(table, index));
}

void Ledger::drop_constraint(const Relation& table, const Constraint& constraint, bool cascade) {
  using Kind = ConstraintDefinition::Kind;
  lock(table, LockMode::access_exclusive);
  if (constraint.kind == Kind::foreign_key) return lock_referenced(constraint.referenced, LockMode::access_exclusive);
  if (const Index* index = table.index(constraint.index)) lock(index_name(table, *index), LockMode::access_exclusive);
  if (!cascade || (constraint.kind != Kind::primary_key && constraint.kind != Kind::unique)) return;
  for (const Relation* other : catalog_->referencing(table))
    for (const Constraint& key : other->constraints)
      if (key.kind == Kind::foreign_key && key.referenced == table.name && key.referenced_columns == constraint.columns)
        lock(*other, LockMode::access_exclusive);
}

void Ledger::drop_views_of(const Relation& relation, std::string_view column) {
  for (const Relation* view : catalog_->views_of(relation)) {
    const auto reads = [&](const Use& use) { return use.relation == relation.name && use.columns.contains(std::string(column)); };
    if (!column.empty() && std::none_of(view->uses.begin(), view->uses.end(), reads)) continue;
    drop(*view, true);
  }
}

void Ledger::drop(const Relation& relation, bool cascade) {
  std::vector<const Relation*> pending{&relation};
  while (!pending.empty()) {
    const Relation& each = *pending.back();
    pending.pop_back();
    if (!dropped_.insert(each.name).second) continue;
    lock_with_indexes(each, LockMode::access_exclusive);
    for (const Constraint& constraint : each.constraints)
      if (constraint.kind == ConstraintDefinition::Kind::foreign_key && !(each.is_partition() && constraint.inherited))
        drop_constraint(each, constraint, false);
    for (const Relation* sequence : catalog_->owned_sequences(each)) pending.push_back(sequence);
    for (const Relation* child : catalog_->children(each))
      if (child->is_partition() || cascade) pending.push_back(child);
    if (!cascade) continue;
    for (const Relation* view : catalog_->views_of(each)) {
      if (view->kind == Relation::Kind::view || view->kind == Relation::Kind::materialized_view)
        pending.push_back(view);
      else
        lock(*view, LockMode::access_exclusive);  // a rule of a table
    }
    for (const Relation* other : catalog_->referencing(each)) lock(*other, LockMode::access_exclusive);
  }
}

}  // namespace safeops::sql
