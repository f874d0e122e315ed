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
    }
  }
}

void cost_written(const Relation& table, const Write& write, Ledger& ledger) {
  ledger.lock_with_indexes(table, LockMode::row_exclusive);
  const bool reads = write.kind != Write::Kind::insert;
  if (reads) ledger.scan(table);
  if (write.kind != Write::Kind::remove) cost_insert_checks(table, write.columns, ledger);
  if (write.kind != Write::Kind::insert) check_referencing(table, write, ledger);
}

void cost_write(const Write& write, bool executed, Ledger& ledger) {
  const Relation* table = ledger.find(write.table);
  if (!table) return ledger.lock_unknown(write.table, LockMode::row_exclusive);
  ledger.lock(*table, LockMode::row_exclusive);
  if (!executed) return;
  if (table->kind == Relation::Kind::view) {
    for (const Use& use : table->uses)
      if (const Relation* base = ledger.catalog().relation(use.relation)) cost_written(*base, write, ledger);
    return;
  }
  cost_written(*table, write, ledger);
  if (write.only) return;
  for (const Relation* below : ledger.catalog().descendants(*table))
    if (write.kind != Write::Kind::insert) cost_written(*below, write, ledger);
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
  for (const Write& write : query.writes) cost_write(write, executed, ledger);
}

}  // namespace safeops::sql
