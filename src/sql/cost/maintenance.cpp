#include <algorithm>
#include <deque>

#include "sql/cost/ledger.hpp"

namespace safeops::sql {

namespace {

void reindex(const Relation& table, const Index* only, bool concurrently, Ledger& ledger) {
  ledger.lock(table, concurrently ? LockMode::share_update_exclusive : LockMode::share);
  if (table.has_storage() && (only || !table.indexes.empty())) ledger.build_index(table);
  for (const Index& index : table.indexes) {
    if (only && index.name != only->name) continue;
    const Name name = Ledger::index_name(table, index);
    ledger.lock(name, concurrently ? LockMode::share_update_exclusive : LockMode::access_exclusive);
    if (table.has_storage()) ledger.rewrite_file(name);
  }
}

// Of a partitioned table, since PostgreSQL 14, one partition after the other, each in a transaction of its own.
void reindex_partitions(const Relation& table, const Index* only, bool concurrently, Ledger& ledger) {
  if (!table.is_partitioned() || ledger.major() < 14) return;
  ledger.forbid_transaction();
  for (const Relation* below : ledger.catalog().descendants(table)) {
    if (!only || below->has_storage()) ledger.lock(*below, LockMode::share);
    for (const Index& index : below->indexes)
      if (!only || !index.parent.empty()) reindex(*below, &index, concurrently, ledger);
  }
}

void truncate(const Relation& table, bool restart_identity, Ledger& ledger) {
  ledger.lock_with_indexes(table, LockMode::access_exclusive);
  if (!table.has_storage()) return;
  ledger.rewrite_file(table.name);
  if (!table.indexes.empty()) ledger.scan(table);  // the indexes are built of nothing
  for (const Index& index : table.indexes) ledger.rewrite_file(Ledger::index_name(table, index));
  if (!restart_identity) return;
  for (const Relation* sequence : ledger.catalog().owned_sequences(table)) {
    ledger.lock(*sequence, LockMode::access_exclusive);
    ledger.rewrite_file(sequence->name);
  }
}

}  // namespace

void cost_reindex(const Reindex& statement, Ledger& ledger) {
  using Scope = Reindex::Scope;
  if (statement.concurrently || statement.scope == Scope::schema || statement.scope == Scope::database ||
      statement.scope == Scope::system)
    ledger.forbid_transaction();
  if (statement.scope == Scope::index) {
    const Relation* table = ledger.catalog().table_of_index(statement.name);
    if (!table) return ledger.lock_unknown(statement.name, LockMode::access_exclusive);
    reindex(*table, ledger.catalog().index(statement.name), statement.concurrently, ledger);
    return reindex_partitions(*table, ledger.catalog().index(statement.name), statement.concurrently, ledger);
  }
  if (statement.scope == Scope::table) {
    const Relation* table = ledger.find(statement.name);
    if (!table) return ledger.lock_unknown(statement.name, LockMode::share);
    reindex(*table, nullptr, statement.concurrently, ledger);
    return reindex_partitions(*table, nullptr, statement.concurrently, ledger);
  }
  for (const auto& [name, relation] : ledger.catalog().relations())
    if (statement.scope != Scope::schema || name.schema == statement.name.name)
      if (relation.has_storage()) reindex(relation, nullptr, statement.concurrently, ledger);
}

void cost_truncate(const Truncate& statement, Ledger& ledger) {
  std::deque<const Relation*> pending;
  for (const Name& name : statement.tables) {
    if (const Relation* table = ledger.find(name))
      pending.push_back(table);
    else
      ledger.lock_unknown(name, LockMode::access_exclusive);
  }
  std::set<Name> seen;
  while (!pending.empty()) {
    const Relation& table = *pending.front();
    pending.pop_front();
    if (!seen.insert(table.name).second) continue;
    truncate(table, statement.restart_identity, ledger);
    if (table.is_partition() && ledger.major() < 14)
      for (const Name& parent : table.parents) ledger.lock(parent, LockMode::access_share);
    for (const Relation* below : ledger.catalog().descendants(table)) pending.push_back(below);
    if (!statement.cascade) continue;
    for (const Relation* other : ledger.catalog().referencing(table)) pending.push_back(other);
  }
}

void cost_refresh(const Refresh& statement, Ledger& ledger) {
  const Relation* view = ledger.find(statement.view);
  const LockMode mode = statement.concurrently ? LockMode::exclusive : LockMode::access_exclusive;
  if (!view) return ledger.lock_unknown(statement.view, mode);
  ledger.lock(*view, mode);
  ledger.lock_indexes(*view, statement.concurrently ? LockMode::row_exclusive : LockMode::access_exclusive);
  if (!view->indexes.empty()) ledger.scan(*view);
  if (!statement.concurrently) {
    ledger.rewrite_file(view->name);
    for (const Index& index : view->indexes) ledger.rewrite_file(Ledger::index_name(*view, index));
  }
  if (!statement.with_data) return;
  for (const Use& use : view->uses) {
    Query::Source source;
    source.relation = use.relation;
    Query query;
    query.scopes.push_back({});
    query.scopes.front().sources.push_back(std::move(source));
    cost_query(query, ledger, true);
  }
}

void cost_alter_domain(const AlterDomain& alter, Ledger& ledger) {
  using Action = AlterDomain::Action;
  const bool checks = (alter.action == Action::add_constraint && !alter.constraint.not_valid) ||
                      alter.action == Action::set_not_null || alter.action == Action::validate_constraint;
  if (!checks) return;
  if (alter.action == Action::set_not_null) {
    const Type* domain = ledger.catalog().type(alter.domain);
    if (domain && domain->not_null) return;
  }
  std::vector<Name> domains{ledger.catalog().whole_type(alter.domain)};
  for (std::size_t i = 0; i < domains.size() && i < 1000; ++i) {
    for (const Type* over : ledger.catalog().domains_over(domains[i])) domains.push_back(over->name);
    for (const Relation* relation : ledger.catalog().columns_of_type(domains[i])) {
      if (!relation->has_storage()) continue;
      ledger.lock(*relation, LockMode::share);
      ledger.scan(*relation);
    }
  }
}

}  // namespace safeops::sql
