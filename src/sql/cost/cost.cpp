#include "sql/cost/cost.hpp"

#include "sql/cost/ledger.hpp"

namespace safeops::sql {

namespace {

// One function a statement form; forms that touch no relation cost nothing.
class Reckoning {
 public:
  explicit Reckoning(Ledger& ledger) : ledger_(ledger) {}

  void operator()(const OtherCommand& other) {
    for (const std::string_view tag :
         {"AlterSystemStmt", "CreatedbStmt", "DropdbStmt", "CreateTableSpaceStmt", "DropTableSpaceStmt"})
      if (other.tag == tag) ledger_.forbid_transaction();
  }
  void operator()(const CreateTable& create) { cost_create_table(create, ledger_); }
  void operator()(const CreateTableAs& create) {
    const bool exists = create.if_not_exists && ledger_.catalog().relation(create.table);
    cost_query(create.query, ledger_, create.with_data && !exists);
  }
  void operator()(const CreateView& create) {
    if (const Relation* replaced = create.replace ? ledger_.catalog().relation(create.view) : nullptr)
      ledger_.lock(*replaced, LockMode::access_exclusive);
    cost_query(create.query, ledger_, false);
  }
  void operator()(const CreateIndex& create) { cost_create_index(create, ledger_); }
  void operator()(const AlterTable& alter) { cost_alter_table(alter, ledger_); }
  void operator()(const Drop& drop) { cost_drop(drop, ledger_); }
  void operator()(const Rename& rename) { cost_rename(rename, ledger_); }
  void operator()(const SetSchema& set_schema) { cost_set_schema(set_schema, ledger_); }
  void operator()(const ChangeOwner&) {}  // of tables ALTER TABLE tells; the rest are no relations
  void operator()(const CreateSequence& create) { read_owner(create.owner_table); }
  void operator()(const AlterSequence& alter) {
    if (alter.if_exists && !ledger_.find(alter.sequence)) return;
    const Relation* sequence = ledger_.lock_named(alter.sequence, LockMode::share_row_exclusive);
    if (sequence && !alter.only_owned_by) ledger_.rewrite_file(sequence->name);
    read_owner(alter.owner_table);
  }
  void operator()(const CreateType&) {}
  void operator()(const AlterEnum& alter) {
    if (alter.renamed_from.empty() && ledger_.major() < 12) ledger_.forbid_transaction();
  }
  void operator()(const CreateDomain&) {}
  void operator()(const AlterDomain& alter) { cost_alter_domain(alter, ledger_); }
  void operator()(const CreateRoutine&) {}
  void operator()(const CreateTrigger& create) {
    const Relation* table = ledger_.lock_named(create.table, LockMode::share_row_exclusive);
    if (table && table->is_partitioned() && create.for_each_row) ledger_.lock_below(*table, LockMode::share_row_exclusive);
    if (!create.referenced.empty()) ledger_.lock_named(create.referenced, LockMode::access_share);
  }
  void operator()(const CreateRule& create) {
    ledger_.lock_named(create.table, LockMode::access_exclusive);
    cost_query(create.query, ledger_, false);
  }
  void operator()(const CreatePolicy& create) {
    ledger_.lock_named(create.table, LockMode::access_exclusive);
    cost_query(create.query, ledger_, false);
  }
  void operator()(const CreateStatistics& create) { ledger_.lock_named(create.table, LockMode::share_update_exclusive); }
  void operator()(const ChangePublication& change) {
    for (const Name& table : change.tables) ledger_.lock_named(table, LockMode::share_update_exclusive);
  }
  void operator()(const CreateExtension&) {}
  void operator()(const CreateSchema& create) {
    for (const Command& element : create.elements) std::visit(*this, element.form);
  }
  void operator()(const RunQuery& run) { cost_query(run.query, ledger_, run.executed); }
  void operator()(const Copy& copy) {
    if (!copy.from && ledger_.major() < 13) return;  // released as soon as it is done
    const LockMode mode = copy.from ? LockMode::row_exclusive : LockMode::access_share;
    const Relation* table = ledger_.lock_named(copy.table, mode);
    if (!table) return;
    if (copy.from) {
      ledger_.lock_indexes(*table, mode);
      cost_insert_checks(*table, {}, ledger_);
    } else {
      ledger_.scan(*table);
    }
  }
  void operator()(const Truncate& truncate) { cost_truncate(truncate, ledger_); }
  void operator()(const Refresh& refresh) { cost_refresh(refresh, ledger_); }
  void operator()(const Reindex& reindex) { cost_reindex(reindex, ledger_); }
  void operator()(const ClusterTable& cluster) {
    if (cluster.table.empty()) return ledger_.forbid_transaction();
    rewrite_table(cluster.table);
  }
  void operator()(const Vacuum& vacuum) {
    if (vacuum.vacuum) ledger_.forbid_transaction();
    for (const Name& table : vacuum.tables) {
      if (vacuum.full) {
        rewrite_table(table);
      } else {
        if (const Relation* relation = ledger_.lock_named(table, LockMode::share_update_exclusive)) look_at_rows_below(*relation);
      }
    }
  }
  void operator()(const LockTable& lock) {
    for (const Name& name : lock.tables) {
      const LockMode mode = lock_mode_of(lock.mode);
      if (const Relation* table = ledger_.lock_named(name, mode)) lock_all_of(*table, mode);
    }
  }
  void operator()(const CommentOn& comment) {
    const bool of_member = comment.object == ObjectClass::constraint || comment.object == ObjectClass::trigger ||
                           comment.object == ObjectClass::rule || comment.object == ObjectClass::policy;
    const bool of_relation = comment.object == ObjectClass::table || comment.object == ObjectClass::view ||
                             comment.object == ObjectClass::materialized_view || comment.object == ObjectClass::column;
    const Relation* relation = of_member || of_relation ? ledger_.catalog().relation(comment.name) : nullptr;
    if (relation) ledger_.lock_named(comment.name, of_member ? LockMode::access_share : LockMode::share_update_exclusive);
  }
  void operator()(const Privileges& privileges) {
    if (ledger_.major() < 18 || privileges.all_in_schema) return;
    for (const Name& name : privileges.objects)
      if (const Relation* relation = ledger_.catalog().relation(name)) ledger_.lock(*relation, LockMode::access_share);
  }
  void operator()(const SetVariable&) {}
  void operator()(const Transaction&) {}

 private:
  // What inherits, and what a view reads.
  void lock_all_of(const Relation& relation, LockMode mode) {
    ledger_.lock_below(relation, mode);
    std::vector<const Relation*> views{&relation};
    for (std::size_t i = 0; i < views.size() && i < 1000; ++i) {
      for (const Use& use : views[i]->uses) {
        const Relation* read = ledger_.catalog().relation(use.relation);
        if (!read) continue;
        ledger_.lock(*read, mode);
        if (read->kind == Relation::Kind::view) views.push_back(read);
      }
    }
  }
  void rewrite_table(const Name& name) {
    const Relation* relation = ledger_.find(name);
    if (!relation) return ledger_.lock_unknown(name, LockMode::access_exclusive);
    ledger_.rewrite(*relation);
    if (!relation->is_partitioned()) return;
    ledger_.forbid_transaction();
    ledger_.lock(*relation, LockMode::access_exclusive);
    for (const Relation* below : ledger_.catalog().descendants(*relation)) ledger_.rewrite(*below);
  }
  // ANALYZE takes a sample of what inherits, too.
  void look_at_rows_below(const Relation& table) {
    const bool strong = table.is_partitioned() || ledger_.major() >= 18;
    for (const Relation* below : ledger_.catalog().descendants(table))
      ledger_.lock(*below, strong ? LockMode::share_update_exclusive : LockMode::access_share);
  }
  void read_owner(const Name& table) {
    if (!table.empty()) ledger_.lock_named(table, LockMode::access_share);
  }

  Ledger& ledger_;
};

}  // namespace

Cost cost_of(const Command& command, const Catalog& catalog, const Server& server) {
  Cost cost;
  Ledger ledger(catalog, server, cost);
  std::visit(Reckoning(ledger), command.form);
  return cost;
}

}  // namespace safeops::sql
