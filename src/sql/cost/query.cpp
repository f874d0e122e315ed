#include <algorithm>
#include <deque>

#include "sql/cost/ledger.hpp"

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;
using Write = Query::Write;

bool shares(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& each) { return std::find(b.begin(), b.end(), each) != b.end(); });
}

// Reading a view reads what it is made of.
void read_relation(const Relation& first, LockMode mode, bool only, bool executed, Ledger& ledger) {
  std::deque<const Relation*> pending{&first};
  std::set<Name> seen;
  while (!pending.empty()) {
    const Relation& relation = *pending.front();
    pending.pop_front();
    if (!seen.insert(relation.name).second) continue;
    ledger.lock(relation, mode);
    if (!executed) continue;
    ledger.lock_indexes(relation, LockMode::access_share);
    ledger.scan(relation);
    if (relation.kind == Relation::Kind::view) {
      for (const Use& use : relation.uses)
        if (const Relation* base = ledger.catalog().relation(use.relation)) pending.push_back(base);
    } else if (!only) {
      for (const Relation* below : ledger.catalog().children(relation)) pending.push_back(below);
    }
  }
}

void cost_source(const Query::Source& source, bool executed, Ledger& ledger) {
  if (source.relation.empty()) return;
  const LockMode mode = source.locked ? LockMode::row_share : LockMode::access_share;
  if (const Relation* relation = ledger.find(source.relation))
    read_relation(*relation, mode, source.only, executed, ledger);
  else
    ledger.lock_unknown(source.relation, mode);
}

void check_key(const Constraint& key, Ledger& ledger) {
  const Relation* referenced = ledger.catalog().relation(key.referenced);
  if (!referenced) return ledger.lock_unknown(key.referenced, LockMode::row_share);
  ledger.lock(*referenced, LockMode::row_share);
  if (const Constraint* primary = referenced->primary_key())
    ledger.lock({referenced->name.schema, primary->index}, LockMode::row_share);
}

// A row that is put into a partition by its own name must fit the bound, which its parents know.
void lock_bound(const Name& parent, Ledger& ledger) {
  const Relation* relation = ledger.catalog().relation(parent);
  for (int depth = 0; relation && depth < 64; ++depth) {
    ledger.lock(*relation, LockMode::access_share);
    relation =
        relation->is_partition() && !relation->parents.empty() ? ledger.catalog().relation(relation->parents.front()) : nullptr;
  }
}

// Rows that go, or whose keys change, are looked for in the tables that refer to them, and taken along where the key says so.
void check_referencing(const Relation& table, const Write& write, Ledger& ledger) {
  for (const Relation* other : ledger.catalog().referencing(table)) {
    for (const Constraint& key : other->constraints) {
      if (key.kind != Kind::foreign_key || key.referenced != table.name) continue;
      const bool removes = write.kind == Write::Kind::remove;
      if (!removes && !shares(key.referenced_columns, write.columns)) continue;
      const std::string& action = removes ? key.on_delete : key.on_update;
      const bool changes = !action.empty() && action != "RESTRICT";
      ledger.lock(*other, changes ? LockMode::row_exclusive : LockMode::row_share);
      const auto leads = [&](const Index& index) {
        return !index.elements.empty() && index.elements.front().column == key.columns.front();
      };
      if (!key.columns.empty() && std::none_of(other->indexes.begin(), other->indexes.end(), leads)) ledger.scan(*other);
    }
  }
}

// One row, found by an index: the statement gives the first column of one a value.
bool finds_by_index(const Relation& table, const Query::Scope& scope) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
    return !index.elements.empty() &&
           std::any_of(scope.conditions.begin(), scope.conditions.end(), [&](const Condition& condition) {
             return condition.comparison == Condition::Operator::equal && condition.column == index.elements.front().column;
           });
  });
}

void cost_written(const Relation& table, const Write& write, const Query::Scope& scope, Ledger& ledger) {
  ledger.lock_with_indexes(table, LockMode::row_exclusive);
  const bool reads = write.kind != Write::Kind::insert && !scope.never && !finds_by_index(table, scope);
  if (reads) ledger.scan(table);
  if (table.is_partition())
    for (const Name& parent : table.parents) lock_bound(parent, ledger);
  if (write.kind != Write::Kind::remove) cost_insert_checks(table, write.columns, ledger);
  if (write.kind != Write::Kind::insert) check_referencing(table, write, ledger);
}

void cost_write(const Query& query, const Write& write, bool executed, Ledger& ledger) {
  const Query::Scope& scope = query.scopes[static_cast<std::size_t>(write.scope)];
  const Relation* table = ledger.find(write.table);
  if (!table) return ledger.lock_unknown(write.table, LockMode::row_exclusive);
  ledger.lock(*table, LockMode::row_exclusive);
  if (!executed) return;
  if (table->kind == Relation::Kind::view) {
    for (const Use& use : table->uses)
      if (const Relation* base = ledger.catalog().relation(use.relation)) cost_written(*base, write, scope, ledger);
    return;
  }
  cost_written(*table, write, scope, ledger);
  if (write.only) return;
  for (const Relation* below : ledger.catalog().descendants(*table))
    if (write.kind != Write::Kind::insert || ledger.major() < 12) cost_written(*below, write, scope, ledger);
}

bool is_written(const Query& query, std::size_t scope, const Query::Source& source) {
  return std::any_of(query.writes.begin(), query.writes.end(), [&](const Write& write) {
    return write.scope == static_cast<int>(scope) && &query.scopes[scope].sources.front() == &source;
  });
}

}  // namespace

void cost_insert_checks(const Relation& table, const std::vector<std::string>& columns, Ledger& ledger) {
  for (const Constraint& key : table.constraints)
    if (key.kind == Kind::foreign_key && (columns.empty() || shares(key.columns, columns))) check_key(key, ledger);
}

void cost_query(const Query& query, Ledger& ledger, bool executed) {
  for (std::size_t scope = 0; scope < query.scopes.size(); ++scope)
    for (const Query::Source& source : query.scopes[scope].sources)
      if (!is_written(query, scope, source)) cost_source(source, executed, ledger);
  for (const Write& write : query.writes) cost_write(query, write, executed, ledger);
}

}  // namespace safeops::sql
