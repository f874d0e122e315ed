#include <algorithm>
#include <array>

#include "sql/cost/ledger.hpp"
#include "sql/cost/partition.hpp"
#include "sql/cost/type_change.hpp"
#include "sql/cost/volatility.hpp"

namespace safeops::sql {

namespace {

using Kind = AlterAction::Kind;
using ConstraintKind = ConstraintDefinition::Kind;

// One subcommand on one table: the table named, or one of those below it.
struct Subcommand {
  const AlterAction& action;
  const Relation& table;
  const Relation& root;  // the table named
  const AlterTable& statement;
  Ledger& ledger;
};

bool is_dropped(const AlterTable& statement, const Constraint& constraint) {
  return std::any_of(statement.actions.begin(), statement.actions.end(), [&](const AlterAction& action) {
    return action.kind == Kind::drop_constraint && action.name == constraint.name;
  });
}

// What the statement drops does not prove anything for it: drops come first.
bool conditions_prove_not_null(const Subcommand& at, std::string_view column) {
  const auto& constraints = at.table.constraints;
  return std::any_of(constraints.begin(), constraints.end(), [&](const Constraint& constraint) {
    if (is_dropped(at.statement, constraint)) return false;
    return constraint.kind == ConstraintKind::check && constraint.validated && constraint.enforced &&
           proves_not_null(constraint.check, column);
  });
}

// A new column

bool is_serial(const TypeName& type) {
  constexpr std::array names{"serial", "serial2", "serial4", "serial8", "smallserial", "bigserial"};
  return type.name.schema.empty() && std::find(names.begin(), names.end(), type.name.name) != names.end();
}

struct DomainTraits {
  bool checked = false;  // CHECK or NOT NULL
  bool volatile_default = false;
  bool has_default = false;
};

DomainTraits domain_traits(const TypeName& type, const Ledger& ledger) {
  DomainTraits traits;
  TypeName each = type;
  for (int depth = 0; depth < 64 && each.dimensions == 0; ++depth) {
    const Type* found = ledger.catalog().type(each.name);
    if (!found || found->kind != Type::Kind::domain) return traits;
    traits.checked |= found->not_null || !found->checks.empty();
    if (!traits.has_default && found->value) {
      traits.has_default = true;
      traits.volatile_default = is_volatile(found->value, ledger.catalog(), ledger.major());
    }
    each = found->base;
  }
  return traits;
}

bool new_column_rewrites(const ColumnDefinition& column, const DomainTraits& domain, const Ledger& ledger) {
  if (column.generated == ColumnDefinition::Generated::stored || column.identity != ColumnDefinition::Identity::no) return true;
  if (column.generated == ColumnDefinition::Generated::computed) return false;
  if (is_serial(column.type) || domain.checked) return true;
  if (column.value) return !column.value.null_constant && is_volatile(column.value, ledger.catalog(), ledger.major());
  return domain.volatile_default && ledger.major() >= 13;
}

// A foreign key is checked by joining the two tables; of an empty one nothing has to be looked up.
void check_key(const Relation& table, const Name& referenced, Ledger& ledger) {
  ledger.scan(table);
  const Relation* other = ledger.find(referenced);
  if (!other || ledger.is_empty(table)) return;
  ledger.scan(*other);
  for (const Relation* below : ledger.catalog().descendants(*other))
    if (below->is_partition()) ledger.scan(*below);
}

void cost_new_constraint(const ConstraintDefinition& constraint, const ColumnDefinition& column, const Subcommand& at) {
  switch (constraint.kind) {
    case ConstraintKind::check:
      if (constraint.enforced) at.ledger.scan(at.table);
      return;
    case ConstraintKind::unique:
    case ConstraintKind::primary_key:
    case ConstraintKind::exclude:
      at.ledger.build_index(at.table);
      return;
    case ConstraintKind::foreign_key:
      at.ledger.lock_referenced(constraint.referenced, LockMode::share_row_exclusive);
      if (!column.value || !constraint.enforced) return;
      if (column.value.null_constant) return at.ledger.scan(at.table);
      return check_key(at.table, constraint.referenced, at.ledger);
    case ConstraintKind::not_null:
      return;
  }
}

void cost_add_column(const Subcommand& at) {
  const ColumnDefinition& column = at.action.column;
  if (at.table.column(column.name)) {  // IF NOT EXISTS, or a child that has it: merged
    if (at.action.if_exists && at.ledger.major() <= 12)
      for (const ConstraintDefinition& constraint : column.constraints) cost_new_constraint(constraint, column, at);
    return;
  }
  for (const Name& sequence : column.value.sequences)
    if (const Relation* found = at.ledger.find(sequence)) at.ledger.lock(*found, LockMode::row_exclusive);
  const DomainTraits domain = domain_traits(column.type, at.ledger);
  if (new_column_rewrites(column, domain, at.ledger)) at.ledger.rewrite(at.table);
  const bool filled =
      (column.value && !column.value.null_constant && column.generated != ColumnDefinition::Generated::computed) ||
      domain.has_default;
  if (column.not_null && !filled) at.ledger.scan(at.table);
  for (const ConstraintDefinition& constraint : column.constraints) cost_new_constraint(constraint, column, at);
}

// A column goes

bool constrains(const Constraint& constraint, std::string_view column) {
  return std::find(constraint.columns.begin(), constraint.columns.end(), column) != constraint.columns.end();
}

void cost_drop_column(const Subcommand& at) {
  const std::string& name = at.action.name;
  for (const Index& index : at.table.indexes)
    if (index.reads(name)) at.ledger.lock(Ledger::index_name(at.table, index), LockMode::access_exclusive);
  for (const Constraint& constraint : at.table.constraints)
    if (constrains(constraint, name)) at.ledger.drop_constraint(at.table, constraint, at.action.cascade);
  if (const Column* column = at.table.column(name); column && !column->sequence.empty())
    at.ledger.lock(column->sequence, LockMode::access_exclusive);
  if (at.action.cascade) at.ledger.drop_views_of(at.table, name);
}

// A column's type

bool is_partial_or_expression(const Index& index) {
  return index.predicate || std::any_of(index.elements.begin(), index.elements.end(),
                                        [](const IndexElement& element) { return element.column.empty(); });
}

void cost_indexes_of_type_change(const TypeChange& change, const Subcommand& at) {
  for (const Index& index : at.table.indexes) {
    if (!index.reads(at.action.name)) continue;
    const Name name = Ledger::index_name(at.table, index);
    at.ledger.lock(name, LockMode::access_exclusive);
    if (change.rewrites) at.ledger.keep_file(name);  // made again under another number
    if (change.rewrites || change.rebuilds_indexes || is_partial_or_expression(index)) at.ledger.build_index(at.table);
  }
}

void cost_keys_of_type_change(const TypeChange& change, const Subcommand& at) {
  for (const Constraint& key : at.table.constraints) {
    if (key.kind != ConstraintKind::foreign_key || !constrains(key, at.action.name)) continue;
    at.ledger.lock(key.referenced, LockMode::access_exclusive);
    if ((change.rewrites || change.rebuilds_indexes) && key.validated) check_key(at.table, key.referenced, at.ledger);
  }
  for (const Relation* other : at.ledger.catalog().referencing(at.table)) {
    for (const Constraint& key : other->constraints) {
      const bool same = key.kind == ConstraintKind::foreign_key && key.referenced == at.table.name;
      const auto& columns = key.referenced_columns;
      if (!same || std::find(columns.begin(), columns.end(), at.action.name) == columns.end()) continue;
      at.ledger.lock(*other, LockMode::access_exclusive);
      if ((change.rewrites || change.rebuilds_indexes) && key.validated) check_key(*other, at.table.name, at.ledger);
    }
  }
}

void cost_alter_type(const Subcommand& at) {
  const Column* column = at.table.column(at.action.name);
  if (!column) return at.table.partial ? at.ledger.rewrite(at.table) : void();
  if (column->generated == ColumnDefinition::Generated::computed) return;
  const TypeChange change =
      type_change(*column, at.action, {.catalog = &at.ledger.catalog(), .major = at.ledger.major(), .utc = at.ledger.in_utc()});
  if (change.rewrites) at.ledger.rewrite(at.table);
  cost_indexes_of_type_change(change, at);
  cost_keys_of_type_change(change, at);
  for (const Constraint& check : at.table.constraints)
    if (check.kind == ConstraintKind::check && check.validated && constrains(check, at.action.name)) at.ledger.scan(at.table);
}

// Constraints

bool has_nullable(const Relation& table, const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string& name) {
    const Column* column = table.column(name);
    return column && !column->not_null;
  });
}

void cost_index_constraint(const Subcommand& at) {
  const ConstraintDefinition& constraint = at.action.constraint;
  if (constraint.index.empty()) {
    const bool below = &at.table != &at.root;
    const bool not_null = constraint.kind == ConstraintKind::primary_key && has_nullable(at.root, constraint.columns);
    if (below) at.ledger.lock(at.table, not_null || at.ledger.major() >= 18 ? LockMode::access_exclusive : LockMode::share);
    return at.ledger.build_index(at.table);
  }
  const Index* index = at.table.index(constraint.index);
  at.ledger.lock({at.table.name.schema, constraint.index},
                 at.ledger.major() >= 12 ? LockMode::share_update_exclusive : LockMode::access_exclusive);
  if (!index || constraint.kind != ConstraintKind::primary_key) return;
  for (const IndexElement& element : index->elements) {
    const Column* column = at.table.column(element.column);
    const bool proved = at.ledger.major() >= 12 && conditions_prove_not_null(at, element.column);
    if (column && !column->not_null && !proved) at.ledger.scan(at.table);
  }
}

// A table below that has the check already only counts it as inherited from now on.
bool is_merged(const Subcommand& at) {
  const Constraint* own = at.table.constraint(at.action.constraint.name);
  return own && &at.table != &at.root && !is_dropped(at.statement, *own);
}

void cost_add_constraint(const Subcommand& at) {
  const ConstraintDefinition& constraint = at.action.constraint;
  switch (constraint.kind) {
    case ConstraintKind::check:
      if (is_merged(at)) return;
      if (!constraint.not_valid && constraint.enforced) at.ledger.scan(at.table);
      return;
    case ConstraintKind::unique:
    case ConstraintKind::primary_key:
    case ConstraintKind::exclude:
      return cost_index_constraint(at);
    case ConstraintKind::foreign_key:
      at.ledger.lock_referenced(constraint.referenced, LockMode::share_row_exclusive);
      if (!constraint.not_valid && constraint.enforced) check_key(at.table, constraint.referenced, at.ledger);
      return;
    case ConstraintKind::not_null: {
      const Column* column = constraint.columns.empty() ? nullptr : at.table.column(constraint.columns.front());
      const bool known = column && column->not_null && column->not_null_proved;
      const bool proved = column && conditions_prove_not_null(at, column->name);
      if (!constraint.not_valid && !known && !proved) at.ledger.scan(at.table);
      return;
    }
  }
}

// A constraint that the same statement adds, or one of a table of which not all is known.
void cost_validate_new(const Subcommand& at) {
  for (const AlterAction& action : at.statement.actions) {
    if (action.kind != Kind::add_constraint || action.name != at.action.name) continue;
    if (action.constraint.kind == ConstraintKind::foreign_key)
      return check_key(at.table, action.constraint.referenced, at.ledger);
    return at.ledger.scan(at.table);
  }
  if (at.table.partial) at.ledger.scan(at.table);
}

void cost_validate(const Subcommand& at) {
  const Constraint* constraint = at.table.constraint(at.action.name);
  if (!constraint) return cost_validate_new(at);
  if (constraint->validated) return;
  if (constraint->kind != ConstraintKind::foreign_key) return at.ledger.scan(at.table);
  at.ledger.lock(constraint->referenced, LockMode::row_share);
  if (const Relation* referenced = at.ledger.find(constraint->referenced))
    for (const Relation* below : at.ledger.catalog().descendants(*referenced))
      if (below->is_partition()) at.ledger.lock(*below, LockMode::access_share);
  check_key(at.table, constraint->referenced, at.ledger);
}

void cost_alter_constraint(const Subcommand& at) {
  const Constraint* constraint = at.table.constraint(at.action.name);
  if (!constraint || at.action.word.empty() || constraint->kind != ConstraintKind::foreign_key) return;
  const bool enforces = at.action.word == "enforced";
  at.ledger.lock(constraint->referenced, enforces ? LockMode::share_row_exclusive : LockMode::access_exclusive);
  if (enforces && !constraint->enforced) check_key(at.table, constraint->referenced, at.ledger);
}

void cost_drop_constraint(const Subcommand& at) {
  if (const Constraint* constraint = at.table.constraint(at.action.name))
    at.ledger.drop_constraint(at.table, *constraint, at.action.cascade);
}

void cost_set_not_null(const Subcommand& at) {
  const Column* column = at.table.column(at.action.name);
  if (!column) {
    const bool added = std::any_of(at.statement.actions.begin(), at.statement.actions.end(), [&](const AlterAction& action) {
      return action.kind == Kind::add_column && action.name == at.action.name;
    });
    return added || at.table.partial ? at.ledger.scan(at.table) : void();
  }
  if (column->not_null && column->not_null_proved) return;
  const bool unproved = column->not_null && !column->not_null_proved;
  if (!unproved && at.ledger.major() >= 12 && conditions_prove_not_null(at, column->name)) return;
  at.ledger.scan(at.table);
}

// Storage

void cost_set_persistence(const Subcommand& at) {
  const Persistence wanted = at.action.kind == Kind::set_logged ? Persistence::permanent : Persistence::unlogged;
  if (at.table.persistence != wanted) at.ledger.rewrite(at.table);
}

void cost_set_access_method(const Subcommand& at) {
  const auto method = [](const std::string& name) { return name.empty() ? std::string("heap") : name; };
  if (method(at.action.name) != method(at.table.access_method)) at.ledger.rewrite(at.table);
}

// The files are copied block by block; nothing is read as rows.
void cost_set_tablespace(const Subcommand& at) {
  const auto space = [](const std::string& name) { return name.empty() ? std::string("pg_default") : name; };
  if (space(at.action.name) != space(at.table.tablespace) && at.table.has_storage()) at.ledger.rewrite_file(at.table.name);
}

void cost_set_expression(const Subcommand& at) {
  const Column* column = at.table.column(at.action.name);
  if (!column || column->generated == ColumnDefinition::Generated::stored) at.ledger.rewrite(at.table);
}

void cost_identity(const Subcommand& at) {
  const Column* column = at.table.column(at.action.name);
  if (!column || column->sequence.empty()) return;
  const bool drops = at.action.kind == Kind::drop_identity;
  const bool only_generated = std::all_of(at.action.options.begin(), at.action.options.end(),
                                          [](const std::string& option) { return option == "generated"; });
  if (!drops && only_generated) return;
  at.ledger.lock(column->sequence, drops ? LockMode::access_exclusive : LockMode::share_row_exclusive);
  if (!drops) at.ledger.rewrite_file(column->sequence);
}

void cost_cluster_on(const Subcommand& at) {
  at.ledger.lock({at.table.name.schema, at.action.name}, LockMode::share_update_exclusive);
}

// Parents and partitions

void cost_inherit(const Subcommand& at) {
  const LockMode mode = at.action.kind == Kind::inherit ? LockMode::share_update_exclusive : LockMode::access_share;
  at.ledger.lock_named(at.action.related, mode);
}

// Which lock on the table, which tables below get it too, and what is done to each.
struct Form {
  Kind kind;
  LockMode mode;
  bool recurses;
  void (*cost)(const Subcommand&);
};
void nothing(const Subcommand&) {}

// AlterTableGetLockLevel and ATPrepCmd.
constexpr Form forms[] = {
    {Kind::add_column, LockMode::access_exclusive, true, cost_add_column},
    {Kind::drop_column, LockMode::access_exclusive, true, cost_drop_column},
    {Kind::alter_type, LockMode::access_exclusive, true, cost_alter_type},
    {Kind::set_default, LockMode::access_exclusive, true, nothing},
    {Kind::drop_default, LockMode::access_exclusive, true, nothing},
    {Kind::set_not_null, LockMode::access_exclusive, true, cost_set_not_null},
    {Kind::drop_not_null, LockMode::access_exclusive, true, nothing},
    {Kind::set_expression, LockMode::access_exclusive, true, cost_set_expression},
    {Kind::drop_expression, LockMode::access_exclusive, true, nothing},
    {Kind::add_identity, LockMode::access_exclusive, true, nothing},
    {Kind::set_identity, LockMode::access_exclusive, true, cost_identity},
    {Kind::drop_identity, LockMode::access_exclusive, true, cost_identity},
    {Kind::set_statistics, LockMode::share_update_exclusive, true, nothing},
    {Kind::set_column_options, LockMode::share_update_exclusive, false, nothing},
    {Kind::set_storage, LockMode::access_exclusive, true, nothing},
    {Kind::set_compression, LockMode::access_exclusive, false, nothing},
    {Kind::add_constraint, LockMode::access_exclusive, true, cost_add_constraint},
    {Kind::alter_constraint, LockMode::access_exclusive, true, cost_alter_constraint},
    {Kind::validate_constraint, LockMode::share_update_exclusive, true, cost_validate},
    {Kind::drop_constraint, LockMode::access_exclusive, true, cost_drop_constraint},
    {Kind::trigger_state, LockMode::share_row_exclusive, true, nothing},
    {Kind::rule_state, LockMode::access_exclusive, false, nothing},
    {Kind::row_security, LockMode::access_exclusive, false, nothing},
    {Kind::cluster_on, LockMode::share_update_exclusive, false, cost_cluster_on},
    {Kind::without_cluster, LockMode::share_update_exclusive, false, nothing},
    {Kind::set_logged, LockMode::access_exclusive, false, cost_set_persistence},
    {Kind::set_unlogged, LockMode::access_exclusive, false, cost_set_persistence},
    {Kind::set_access_method, LockMode::access_exclusive, false, cost_set_access_method},
    {Kind::set_tablespace, LockMode::access_exclusive, false, cost_set_tablespace},
    {Kind::set_options, LockMode::share_update_exclusive, false, nothing},
    {Kind::inherit, LockMode::access_exclusive, false, cost_inherit},
    {Kind::no_inherit, LockMode::access_exclusive, false, cost_inherit},
    {Kind::attach_partition, LockMode::access_exclusive, false, nothing},
    {Kind::detach_partition, LockMode::access_exclusive, false, nothing},
    {Kind::of_type, LockMode::access_exclusive, false, nothing},
    {Kind::replica_identity, LockMode::access_exclusive, false, nothing},
    {Kind::owner, LockMode::access_exclusive, false, nothing},
    {Kind::other, LockMode::access_exclusive, false, nothing},
};

const Form& form_of(Kind kind) {
  return *std::find_if(std::begin(forms), std::end(forms), [&](const Form& form) { return form.kind == kind; });
}

// Locks that the kind alone does not tell.
LockMode mode_of(const AlterAction& action, const Ledger& ledger) {
  if (action.kind == Kind::add_constraint && action.constraint.kind == ConstraintKind::foreign_key)
    return LockMode::share_row_exclusive;
  if (action.kind == Kind::attach_partition && ledger.major() >= 12) return LockMode::share_update_exclusive;
  if (action.kind == Kind::detach_partition && (action.concurrently || action.word == "finalize"))
    return LockMode::share_update_exclusive;
  const auto& options = action.options;
  if (action.kind == Kind::set_options && std::find(options.begin(), options.end(), "user_catalog_table") != options.end())
    return LockMode::access_exclusive;
  return form_of(action.kind).mode;
}

// What ONLY, NO INHERIT or the kind of table keeps to the table itself.
bool recurses(const AlterAction& action, const AlterTable& alter, const Relation& table, const Ledger& ledger) {
  if (action.kind == Kind::drop_column) return true;  // what is below keeps the column, under ONLY too, but must be told
  if (alter.only || !form_of(action.kind).recurses) return false;
  if (action.kind == Kind::trigger_state) return table.is_partitioned();
  if (action.kind == Kind::set_compression) return true;
  if (action.kind == Kind::add_identity || action.kind == Kind::set_identity || action.kind == Kind::drop_identity)
    return table.is_partitioned() && ledger.major() >= 17;
  if (action.kind == Kind::alter_constraint) return table.is_partitioned();
  if (action.kind == Kind::drop_constraint || action.kind == Kind::validate_constraint) {
    const Constraint* constraint = table.constraint(action.name);
    return !constraint || (constraint->kind == ConstraintKind::check && !constraint->no_inherit) || table.is_partitioned();
  }
  if (action.kind != Kind::add_constraint) return true;
  const bool check = action.constraint.kind == ConstraintKind::check || action.constraint.kind == ConstraintKind::not_null;
  return check ? !action.constraint.no_inherit : table.is_partitioned();
}

bool is_index(const ConstraintDefinition& constraint) {
  return constraint.kind == ConstraintKind::unique || constraint.kind == ConstraintKind::primary_key ||
         constraint.kind == ConstraintKind::exclude;
}

// ALTER TYPE ... CASCADE reaches the tables made OF it.
void cost_typed_tables(const AlterAction& action, const Relation& type, Ledger& ledger) {
  for (const auto& [name, relation] : ledger.catalog().relations()) {
    if (relation.of_type != type.name) continue;
    ledger.lock(relation, LockMode::access_exclusive);
    if (action.kind == Kind::alter_type) ledger.rewrite(relation);
  }
}

void cost_action(const AlterAction& action, const AlterTable& alter, const Relation& table, Ledger& ledger) {
  if (action.kind == Kind::attach_partition) return cost_attach(action, table, ledger);
  if (action.kind == Kind::detach_partition) return cost_detach(action, table, ledger);
  const Form& form = form_of(action.kind);
  form.cost({action, table, table, alter, ledger});
  if (table.kind == Relation::Kind::composite_type && action.cascade) cost_typed_tables(action, table, ledger);
  if (ledger.major() >= 18 && !alter.only && action.kind == Kind::add_constraint && !is_index(action.constraint))
    ledger.lock_below(table, mode_of(action, ledger));
  if (!recurses(action, alter, table, ledger)) return;
  const bool index = action.kind == Kind::add_constraint &&
                     (action.constraint.kind == ConstraintKind::unique || action.constraint.kind == ConstraintKind::primary_key ||
                      action.constraint.kind == ConstraintKind::exclude);
  for (const Relation* below : ledger.catalog().descendants(table)) {
    if (!index) ledger.lock(*below, mode_of(action, ledger));
    form.cost({action, *below, table, alter, ledger});
  }
}

// ALTER INDEX, and ALTER TABLE of an index.
void cost_alter_index(const AlterTable& alter, const Relation& table, const Index& index, Ledger& ledger) {
  const Name name = Ledger::index_name(table, index);
  for (const AlterAction& action : alter.actions) {
    if (action.kind == Kind::attach_partition) {
      ledger.lock(table, LockMode::access_share);
      ledger.lock(name, ledger.major() >= 12 ? LockMode::share_update_exclusive : LockMode::access_exclusive);
      if (const Relation* partition = ledger.catalog().table_of_index(action.related)) {
        ledger.lock(*partition, LockMode::access_share);
        ledger.lock({partition->name.schema, action.related.name}, LockMode::access_exclusive);
      }
    } else if (action.kind == Kind::set_options || action.kind == Kind::set_statistics) {
      ledger.lock(name, LockMode::share_update_exclusive);
    } else {
      ledger.lock(name, LockMode::access_exclusive);
      if (action.kind == Kind::set_tablespace) ledger.rewrite_file(name);
    }
  }
}

}  // namespace

void cost_alter_table(const AlterTable& alter, Ledger& ledger) {
  for (const AlterAction& action : alter.actions)
    if (action.kind == Kind::detach_partition && action.concurrently) ledger.forbid_transaction();
  if (const Relation* table = ledger.catalog().table_of_index(alter.table); table && !ledger.catalog().relation(alter.table))
    return cost_alter_index(alter, *table, *ledger.catalog().index(alter.table), ledger);
  const Relation* table = ledger.find(alter.table);
  if (!table && alter.if_exists) return;
  const Relation unknown{.name = ledger.catalog().whole(alter.table), .partial = true};
  const Relation& subject = table ? *table : unknown;
  for (const AlterAction& action : alter.actions) ledger.lock(subject, mode_of(action, ledger));
  for (const AlterAction& action : alter.actions) cost_action(action, alter, subject, ledger);
}

}  // namespace safeops::sql
