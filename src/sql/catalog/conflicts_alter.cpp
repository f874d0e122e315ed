#include <fmt/format.h>

#include <algorithm>

#include "sql/catalog/alter_order.hpp"
#include "sql/catalog/conflict_form.hpp"

namespace safeops::sql {

namespace {

using Kind = AlterAction::Kind;
using Member = std::pair<ObjectClass, std::string>;

// An action of ALTER TABLE, the table it meets, and the members that actions before it named: those are not
// judged.
struct Meeting {
  const AlterAction& action;
  const Relation& table;
  const std::set<Member>& named;
  const std::set<std::string>& dropped;  // columns, by actions before it
  const Catalog& catalog;

  [[nodiscard]] bool settled(ObjectClass part, const std::string& name) const { return named.contains({part, name}); }
  [[nodiscard]] std::string of_table(std::string_view part, const std::string& name) const {
    return fmt::format("{} \"{}\" of relation \"{}\"", part, name, table.name.name);
  }
};

FoundConflict depended_on(ObjectClass part, std::string_view word, const Meeting& at) {
  if (at.action.cascade) return {};
  const std::vector<Falling> falling = falling_with(at.action, at.table, at.catalog);
  const auto asked = std::find_if(falling.begin(), falling.end(), [](const Falling& each) { return each.asked; });
  if (asked == falling.end() || at.settled(part, at.action.name)) return {};
  return in_the_way(
      "2BP01",
      fmt::format("cannot drop {} {} of table {} because other objects depend on it", word, at.action.name, at.table.name.name),
      at.table.name, at.action.name);
}

FoundConflict add_column(const Meeting& at) {
  const std::string& name = at.action.column.name;
  if (at.table.has(ObjectClass::column, name) && !at.settled(ObjectClass::column, name)) {
    if (at.action.if_exists) return {};
    return in_the_way("42701", at.of_table("column", name) + " already exists", at.table.name, name);
  }
  for (const ConstraintDefinition& each : at.action.column.constraints)
    if (FoundConflict conflict = constraint_conflict(each, at.table, {name}, at.catalog)) return conflict;
  return {};
}

FoundConflict lacking_column(const Meeting& at) {
  if (at.settled(ObjectClass::column, at.action.name)) return {};
  return missing_column(at.table, at.action.name);
}

FoundConflict drop_column(const Meeting& at) {
  if (FoundConflict conflict = lacking_column(at)) return at.action.if_exists ? FoundConflict{} : conflict;
  return depended_on(ObjectClass::column, "column", at);
}

FoundConflict alter_type(const Meeting& at) {
  if (FoundConflict conflict = lacking_column(at)) return conflict;
  for (const Relation* view : at.catalog.views_of(at.table))
    for (const Use& use : view->uses)
      if (use.relation == at.table.name && use.columns.contains(at.action.name))
        return in_the_way("0A000", "cannot alter type of a column used by a view or rule", at.table.name, at.action.name);
  return {};
}

FoundConflict wrong_state(const Meeting& at, std::string_view what) {
  return in_the_way("55000", fmt::format("{} {}", at.of_table("column", at.action.name), what), at.table.name, at.action.name);
}

FoundConflict change_identity(const Meeting& at) {
  if (FoundConflict conflict = lacking_column(at)) return conflict;
  const Column* column = at.table.column(at.action.name);
  if (!column || at.settled(ObjectClass::column, at.action.name)) return {};
  const bool identity = column->identity != ColumnDefinition::Identity::no;
  if (at.action.kind == Kind::add_identity) {
    if (identity) return wrong_state(at, "is already an identity column");
    return column->value ? wrong_state(at, "already has a default value") : FoundConflict{};
  }
  const bool may_be = identity || at.action.if_exists || (column->partial && !column->identity_dropped);
  return may_be ? FoundConflict{} : wrong_state(at, "is not an identity column");
}

FoundConflict drop_expression(const Meeting& at) {
  if (FoundConflict conflict = lacking_column(at)) return conflict;
  const Column* column = at.table.column(at.action.name);
  if (!column || column->partial || at.action.if_exists || column->generated != ColumnDefinition::Generated::no) return {};
  return wrong_state(at, "is not a generated column");
}

FoundConflict lacking_constraint(const Meeting& at) {
  if (at.settled(ObjectClass::constraint, at.action.name) || !at.table.lacks(ObjectClass::constraint, at.action.name)) return {};
  return missing("42704", at.of_table("constraint", at.action.name) + " does not exist", at.table.name, at.action.name);
}

FoundConflict drop_constraint(const Meeting& at) {
  if (FoundConflict conflict = lacking_constraint(at)) return at.action.if_exists ? FoundConflict{} : conflict;
  return depended_on(ObjectClass::constraint, "constraint", at);
}

// An action before it drops the constraint, or a column of it.
bool may_have_fallen(const Constraint* known, const Meeting& at) {
  return known && (at.settled(ObjectClass::constraint, known->name) ||
                   std::any_of(known->columns.begin(), known->columns.end(),
                               [&](const std::string& column) { return at.dropped.contains(column); }));
}

FoundConflict add_constraint(const Meeting& at) {
  std::set<std::string> added;
  for (const auto& [part, name] : at.named)
    if (part == ObjectClass::column) added.insert(name);
  const bool primary = at.action.constraint.kind == ConstraintDefinition::Kind::primary_key;
  if (at.settled(ObjectClass::constraint, at.action.constraint.name)) return {};
  if (may_have_fallen(at.table.constraint(at.action.constraint.name), at)) return {};
  if (primary && may_have_fallen(at.table.primary_key(), at)) return {};
  return constraint_conflict(at.action.constraint, at.table, added, at.catalog);
}

FoundConflict lacking(ObjectClass part, std::string_view word, std::string_view of, const Meeting& at) {
  if (at.action.name.empty() || at.action.all || !at.table.lacks(part, at.action.name)) return {};
  const std::string& table = at.table.name.name;
  return missing("42704", fmt::format("{} \"{}\" for {} \"{}\" does not exist", word, at.action.name, of, table), at.table.name,
                 at.action.name);
}

FoundConflict inherit(const Meeting& at) {
  if (FoundConflict conflict = missing_relation(at.action.related, at.catalog)) return conflict;
  const Name parent = at.catalog.whole(at.action.related);
  if (std::count(at.table.parents.begin(), at.table.parents.end(), parent) == 0) return {};
  return in_the_way("42P07", fmt::format("relation \"{}\" would be inherited from more than once", parent.name), at.table.name);
}

FoundConflict no_inherit(const Meeting& at) {
  if (FoundConflict conflict = missing_relation(at.action.related, at.catalog)) return conflict;
  const Name parent = at.catalog.whole(at.action.related);
  const bool has = std::count(at.table.parents.begin(), at.table.parents.end(), parent) > 0;
  if (has || !at.table.lacks(ObjectClass::table, parent.text())) return {};
  return missing("42P01", fmt::format("relation \"{}\" is not a parent of relation \"{}\"", parent.name, at.table.name.name),
                 at.table.name);
}

FoundConflict attach(const Meeting& at) {
  if (FoundConflict conflict = missing_relation(at.action.related, at.catalog)) return conflict;
  const Relation* partition = at.catalog.relation(at.action.related);
  if (!partition || !partition->is_partition()) return {};
  return in_the_way("42809", fmt::format("\"{}\" is already a partition", partition->name.name), partition->name);
}

FoundConflict detach(const Meeting& at) {
  if (FoundConflict conflict = missing_relation(at.action.related, at.catalog)) return conflict;
  const Relation* partition = at.catalog.relation(at.action.related);
  if (!partition || !partition->lacks(ObjectClass::table, at.table.name.text())) return {};
  if (std::count(partition->parents.begin(), partition->parents.end(), at.table.name) > 0) return {};
  return missing("42P01",
                 fmt::format("relation \"{}\" is not a partition of relation \"{}\"", partition->name.name, at.table.name.name),
                 partition->name);
}

FoundConflict action_conflict(const Meeting& at) {
  switch (at.action.kind) {
    case Kind::add_column:
      return add_column(at);
    case Kind::drop_column:
      return drop_column(at);
    case Kind::alter_type:
      return alter_type(at);
    case Kind::set_default:
    case Kind::drop_default:
    case Kind::set_not_null:
    case Kind::drop_not_null:
    case Kind::set_expression:
    case Kind::set_statistics:
    case Kind::set_column_options:
    case Kind::set_storage:
    case Kind::set_compression:
      return at.action.name.empty() ? FoundConflict{} : lacking_column(at);
    case Kind::drop_expression:
      return drop_expression(at);
    case Kind::add_identity:
    case Kind::set_identity:
    case Kind::drop_identity:
      return change_identity(at);
    case Kind::add_constraint:
      return add_constraint(at);
    case Kind::alter_constraint:
    case Kind::validate_constraint:
      return lacking_constraint(at);
    case Kind::drop_constraint:
      return drop_constraint(at);
    case Kind::trigger_state:
      return lacking(ObjectClass::trigger, "trigger", "table", at);
    case Kind::rule_state:
      return lacking(ObjectClass::rule, "rule", "relation", at);
    case Kind::cluster_on:
    case Kind::replica_identity:
      return lacking(ObjectClass::index, "index", "table", at);
    case Kind::inherit:
      return inherit(at);
    case Kind::no_inherit:
      return no_inherit(at);
    case Kind::attach_partition:
      return attach(at);
    case Kind::detach_partition:
      return detach(at);
    case Kind::row_security:
    case Kind::without_cluster:
    case Kind::set_logged:
    case Kind::set_unlogged:
    case Kind::set_access_method:
    case Kind::set_tablespace:
    case Kind::set_options:
    case Kind::of_type:
    case Kind::owner:
    case Kind::other:
      return {};
  }
  return {};
}

Member member_of(const AlterAction& action) {
  if (action.kind == Kind::add_column) return {ObjectClass::column, action.column.name};
  const bool constraint = action.kind == Kind::add_constraint || action.kind == Kind::drop_constraint;
  return {constraint ? ObjectClass::constraint : ObjectClass::column, action.name};
}

}  // namespace

FoundConflict constraint_conflict(const ConstraintDefinition& constraint, const Relation& table,
                                  const std::set<std::string>& added, const Catalog& catalog) {
  using Constrains = ConstraintDefinition::Kind;
  const auto lacks = [&](const std::string& column) {
    return !column.empty() && !added.contains(column) && table.lacks(ObjectClass::column, column);
  };
  const bool key = constraint.kind == Constrains::unique || constraint.kind == Constrains::primary_key ||
                   constraint.kind == Constrains::exclude;
  if (!constraint.index.empty() && table.lacks(ObjectClass::index, constraint.index))
    return missing("42704", fmt::format("index \"{}\" does not exist", constraint.index), table.name, constraint.index);
  if (constraint.kind == Constrains::primary_key && table.primary_key())
    return in_the_way("42P16", fmt::format("multiple primary keys for table \"{}\" are not allowed", table.name.name),
                      table.name);
  if (!constraint.name.empty() && key && constraint.name != constraint.index)
    if (FoundConflict conflict = taken_relation({table.name.schema, constraint.name}, catalog)) return conflict;
  if (!constraint.name.empty() && constraint.kind != Constrains::not_null && table.has(ObjectClass::constraint, constraint.name))
    return in_the_way("42710",
                      fmt::format("constraint \"{}\" for relation \"{}\" already exists", constraint.name, table.name.name),
                      table.name, constraint.name);
  if (constraint.kind == Constrains::foreign_key && plain(catalog.whole(constraint.referenced)) != plain(table.name))
    if (FoundConflict conflict = missing_relation(constraint.referenced, catalog)) return conflict;
  for (const std::string& column : constraint.columns) {
    if (!lacks(column)) continue;
    const std::string_view where = constraint.kind == Constrains::foreign_key ? "referenced in foreign key constraint "
                                   : key                                      ? "named in key "
                                                                              : "";
    return missing("42703", fmt::format("column \"{}\" {}does not exist", column, where), table.name, column);
  }
  const Relation* referenced = constraint.referenced.empty() ? nullptr : catalog.relation(constraint.referenced);
  for (const std::string& column : constraint.referenced_columns)
    if (referenced && referenced->name != table.name && referenced->lacks(ObjectClass::column, column))
      return missing("42703", fmt::format("column \"{}\" referenced in foreign key constraint does not exist", column),
                     referenced->name, column);
  return {};
}

FoundConflict form_conflict(const AlterTable& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(statement.table, catalog))
    return statement.if_exists ? FoundConflict{} : conflict;
  const Relation* table = catalog.relation(statement.table);
  if (!table) return {};
  std::set<Member> named;
  std::set<std::string> dropped;
  for (const AlterAction* action : in_order_of_passes(statement)) {
    if (FoundConflict conflict = action_conflict({*action, *table, named, dropped, catalog})) return conflict;
    named.insert(member_of(*action));
    if (action->kind == Kind::drop_column) dropped.insert(action->name);
  }
  return {};
}

}  // namespace safeops::sql
