#include "sql/cost/ledger.hpp"

namespace safeops::sql {

namespace {

bool is_relation(ObjectClass object) {
  return object == ObjectClass::table || object == ObjectClass::foreign_table || object == ObjectClass::view ||
         object == ObjectClass::materialized_view || object == ObjectClass::sequence;
}

// The relation that gets another name, or that the part belongs to which does.
void lock_renamed(const Rename& rename, Ledger& ledger) {
  if (!rename.if_exists || ledger.find(rename.name)) ledger.lock_named(rename.name, LockMode::access_exclusive);
}

// ALTER INDEX asks for less than ALTER TABLE of the same index.
void rename_index(const Rename& rename, bool as_index, Ledger& ledger) {
  const Relation* table = ledger.catalog().table_of_index(rename.name);
  const LockMode mode = as_index && ledger.major() >= 12 ? LockMode::share_update_exclusive : LockMode::access_exclusive;
  if (table)
    ledger.lock({table->name.schema, rename.name.name}, mode);
  else if (!rename.if_exists)
    ledger.lock_unknown(rename.name, mode);
}

// A column, and an inherited constraint, is renamed in every table below too.
void rename_below(const Rename& rename, Ledger& ledger) {
  const Relation* table = ledger.catalog().relation(rename.name);
  if (!table || rename.only) return;
  if (rename.object == ObjectClass::constraint) {
    const Constraint* constraint = table->constraint(rename.member);
    if (constraint && (constraint->kind != ConstraintDefinition::Kind::check || constraint->no_inherit)) return;
  }
  ledger.lock_below(*table, LockMode::access_exclusive);
  if (table->kind != Relation::Kind::composite_type || !rename.cascade) return;
  for (const auto& [name, relation] : ledger.catalog().relations())
    if (relation.of_type == table->name) ledger.lock(relation, LockMode::access_exclusive);
}

void rename_in_partitions(const Rename& rename, Ledger& ledger) {
  const Relation* table = ledger.catalog().relation(rename.name);
  if (!table || !table->is_partitioned()) return;
  ledger.lock_below(*table, LockMode::access_exclusive);
}

}  // namespace

void cost_rename(const Rename& rename, Ledger& ledger) {
  switch (rename.object) {
    case ObjectClass::index:
      if (ledger.catalog().relation(rename.name)) return lock_renamed(rename, ledger);
      return rename_index(rename, true, ledger);
    case ObjectClass::table:
    case ObjectClass::foreign_table:
    case ObjectClass::view:
    case ObjectClass::materialized_view:
    case ObjectClass::sequence:
      if (!ledger.catalog().relation(rename.name) && ledger.catalog().table_of_index(rename.name))
        return rename_index(rename, false, ledger);
      return lock_renamed(rename, ledger);
    case ObjectClass::constraint:
      if (rename.relation == ObjectClass::domain) return;
      lock_renamed(rename, ledger);
      return rename_below(rename, ledger);
    case ObjectClass::column:
    case ObjectClass::attribute:
      lock_renamed(rename, ledger);
      return rename_below(rename, ledger);
    case ObjectClass::trigger:
      lock_renamed(rename, ledger);
      return ledger.major() >= 15 ? rename_in_partitions(rename, ledger) : void();
    case ObjectClass::rule:
    case ObjectClass::policy:
      return lock_renamed(rename, ledger);
    case ObjectClass::type:
    case ObjectClass::domain:
    case ObjectClass::function:
    case ObjectClass::schema:
    case ObjectClass::database:
    case ObjectClass::extension:
    case ObjectClass::statistics:
    case ObjectClass::publication:
    case ObjectClass::role:
    case ObjectClass::other:
      return;
  }
}

void cost_set_schema(const SetSchema& set_schema, Ledger& ledger) {
  if (!is_relation(set_schema.object)) return;
  const Relation* relation = ledger.lock_named(set_schema.name, LockMode::access_exclusive);
  if (!relation) return;
  for (const Relation* sequence : ledger.catalog().owned_sequences(*relation)) ledger.lock(*sequence, LockMode::access_exclusive);
}

}  // namespace safeops::sql
