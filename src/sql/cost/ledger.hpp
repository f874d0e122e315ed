#pragma once

#include "sql/cost/cost.hpp"

namespace safeops::sql {

// Adds up a statement's cost. The verbs are PostgreSQL's own: what it locks, rewrites, scans when it does one thing to one
// relation.
class Ledger {
 public:
  Ledger(const Catalog& catalog, const Server& server, Cost& cost) : catalog_(&catalog), server_(&server), cost_(&cost) {}

  [[nodiscard]] const Catalog& catalog() const { return *catalog_; }
  [[nodiscard]] int major() const { return server_->major; }
  [[nodiscard]] bool in_utc() const;
  [[nodiscard]] bool is_empty(const Relation& table) const { return server_->rows_known && !table.has_rows; }
  void forbid_transaction() { cost_->transaction_forbidden = true; }
  void be_uncertain() { cost_->uncertain = true; }

  // The relation of that name; null, and the cost uncertain, where the catalog has none.
  const Relation* find(const Name& written);

  void lock(const Relation& relation, LockMode mode) { lock(relation.name, mode); }
  void lock(const Name& whole, LockMode mode);
  void lock_unknown(const Name& written, LockMode mode);  // of a relation the catalog does not have
  // Locks the relation of that name, known or not; null where it is not.
  const Relation* lock_named(const Name& written, LockMode mode);
  void lock_below(const Relation& relation, LockMode mode);  // all that inherits from it, partitions among them
  // Locks what a foreign key refers to: the table of that name with its partitions.
  void lock_referenced(const Name& written, LockMode mode);
  void lock_indexes(const Relation& table, LockMode mode);
  void lock_with_indexes(const Relation& table, LockMode mode);
  void scan(const Relation& table);
  void build_index(const Relation& table);  // scans, and every partition with rows in place of a partitioned table
  // Writes the table anew: an access exclusive lock on it and on all its indexes.
  void rewrite(const Relation& table);
  void rewrite_file(const Name& whole) { cost_->rewrites.insert(whole); }
  void keep_file(const Name& whole) { cost_->rewrites.erase(whole); }

  // Takes a relation away with whatever goes or must be told: foreign keys on both sides, partitions, owned sequences, views
  // with CASCADE. Each relation once.
  void drop(const Relation& relation, bool cascade);
  void drop_views_of(const Relation& relation, std::string_view column = {});  // those that read it, and theirs in turn
  void drop_constraint(const Relation& table, const Constraint& constraint, bool cascade);

  [[nodiscard]] static Name index_name(const Relation& table, const Index& index) { return {table.name.schema, index.name}; }

 private:
  const Catalog* catalog_;
  const Server* server_;
  Cost* cost_;
  std::set<Name> dropped_;
};

// One function a family of statements.
void cost_alter_table(const AlterTable& alter, Ledger& ledger);
void cost_create_table(const CreateTable& create, Ledger& ledger);
void cost_drop(const Drop& drop, Ledger& ledger);
void cost_rename(const Rename& rename, Ledger& ledger);
void cost_set_schema(const SetSchema& set_schema, Ledger& ledger);
void cost_query(const Query& query, Ledger& ledger, bool executed);
void cost_create_index(const CreateIndex& create, Ledger& ledger);
void cost_reindex(const Reindex& reindex, Ledger& ledger);
void cost_truncate(const Truncate& truncate, Ledger& ledger);
void cost_refresh(const Refresh& refresh, Ledger& ledger);
void cost_alter_domain(const AlterDomain& alter, Ledger& ledger);
void cost_insert_checks(const Relation& table, const std::vector<std::string>& columns, Ledger& ledger);

}  // namespace safeops::sql
