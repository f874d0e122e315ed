#include <fmt/format.h>

#include <algorithm>

#include "sql/catalog/apply_form.hpp"
#include "sql/catalog/conflict_form.hpp"

namespace safeops::sql {

namespace {

using Kind = ConstraintDefinition::Kind;

FoundConflict taken_type(const Name& type, const Catalog& catalog) {
  const Name name = catalog.for_new(type);
  if (!catalog.type(name) && !catalog.relation(name)) return {};
  return in_the_way("42710", fmt::format("type \"{}\" already exists", name.name), name);
}

// What CREATE makes: its schema must be there, its name must not.
FoundConflict new_relation(const Name& name, Persistence persistence, bool if_not_exists, const Catalog& catalog) {
  if (FoundConflict conflict = missing_schema(name.schema, catalog)) return conflict;
  return if_not_exists ? FoundConflict{} : taken_relation(catalog.for_new(name, persistence), catalog);
}

std::vector<Name> parents_and_models(const CreateTable& statement) {
  std::vector<Name> names = statement.parents;
  for (const CreateTable::Like& like : statement.likes) names.push_back(like.table);
  return names;
}

// A relation that has what the statement gives it so far, to judge its constraints by.
Relation as_written(const CreateTable& statement, const Catalog& catalog) {
  Relation table;
  table.name = catalog.for_new(statement.table, statement.persistence);
  table.partial = !statement.parents.empty() || !statement.likes.empty() || !statement.of_type.empty();
  return table;
}

FoundConflict constraint_conflicts(const CreateTable& statement, const Catalog& catalog) {
  const Relation table = as_written(statement, catalog);
  std::set<std::string> added;
  for (const ColumnDefinition& column : statement.columns)
    if (!added.insert(column.name).second)
      return in_the_way("42701", fmt::format("column \"{}\" specified more than once", column.name), table.name, column.name);
  for (const ColumnDefinition& column : statement.columns)
    for (const ConstraintDefinition& each : column.constraints)
      if (FoundConflict conflict = constraint_conflict(each, table, added, catalog)) return conflict;
  for (const ConstraintDefinition& each : statement.constraints)
    if (FoundConflict conflict = constraint_conflict(each, table, added, catalog)) return conflict;
  return {};
}

}  // namespace

FoundConflict form_conflict(const CreateTable& statement, const Catalog& catalog) {
  if (FoundConflict conflict = new_relation(statement.table, statement.persistence, statement.if_not_exists, catalog))
    return conflict;
  if (catalog.relation(catalog.for_new(statement.table, statement.persistence))) return {};
  for (const Name& name : parents_and_models(statement))
    if (FoundConflict conflict = missing_relation(name, catalog)) return conflict;
  return constraint_conflicts(statement, catalog);
}

FoundConflict form_conflict(const CreateTableAs& statement, const Catalog& catalog) {
  if (FoundConflict conflict = new_relation(statement.table, statement.persistence, statement.if_not_exists, catalog))
    return conflict;
  return form_conflict(RunQuery{statement.query}, catalog);
}

FoundConflict form_conflict(const CreateView& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_schema(statement.view.schema, catalog)) return conflict;
  const Persistence persistence = statement.temporary ? Persistence::temporary : Persistence::permanent;
  const Name name = catalog.for_new(statement.view, persistence);
  const Relation* known = catalog.relation(name);
  if (!statement.replace || catalog.index(name)) {
    if (FoundConflict conflict = taken_relation(name, catalog)) return conflict;
  } else if (known && known->kind != Relation::Kind::view && !known->partial) {
    return in_the_way("42809", fmt::format("\"{}\" is not a view", name.name), name);
  }
  return form_conflict(RunQuery{statement.query}, catalog);
}

FoundConflict form_conflict(const CreateIndex& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(statement.table, catalog)) return conflict;
  const Relation* table = catalog.relation(statement.table);
  if (!table) return {};
  const Name name{table->name.schema, statement.name};
  const bool taken = !statement.name.empty() && (catalog.relation(name) || catalog.index(name));
  if (taken) return statement.if_not_exists ? FoundConflict{} : taken_relation(name, catalog);
  for (const IndexElement& element : statement.elements)
    if (!element.column.empty() && table->lacks(ObjectClass::column, element.column))
      return missing("42703", fmt::format("column \"{}\" does not exist", element.column), table->name, element.column);
  return {};
}

FoundConflict form_conflict(const CreateSequence& statement, const Catalog& catalog) {
  return new_relation(statement.sequence, statement.persistence, statement.if_not_exists, catalog);
}

FoundConflict form_conflict(const CreateType& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_schema(statement.type.schema, catalog)) return conflict;
  return taken_type(statement.type, catalog);
}

FoundConflict form_conflict(const CreateDomain& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_schema(statement.domain.schema, catalog)) return conflict;
  return taken_type(statement.domain, catalog);
}

FoundConflict form_conflict(const CreateRoutine& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_schema(statement.routine.schema, catalog)) return conflict;
  if (statement.replace) return {};
  const std::vector<TypeName> arguments = input_types(catalog, statement);
  const Name name = catalog.for_new(statement.routine);
  for (const Routine* each : catalog.routines(name))
    if (each->arguments == arguments)
      return in_the_way("42723", fmt::format("function \"{}\" already exists with same argument types", name.name), name);
  return {};
}

FoundConflict form_conflict(const CreateTrigger& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(statement.table, catalog)) return conflict;
  const Relation* table = catalog.relation(statement.table);
  if (statement.replace || !table || !table->has(ObjectClass::trigger, statement.trigger)) return {};
  return in_the_way("42710",
                    fmt::format("trigger \"{}\" for relation \"{}\" already exists", statement.trigger, table->name.name),
                    table->name, statement.trigger);
}

FoundConflict form_conflict(const CreateRule& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(statement.table, catalog)) return conflict;
  const Relation* table = catalog.relation(statement.table);
  if (statement.replace || !table || !table->has(ObjectClass::rule, statement.rule)) return {};
  return in_the_way("42710", fmt::format("rule \"{}\" for relation \"{}\" already exists", statement.rule, table->name.name),
                    table->name, statement.rule);
}

FoundConflict form_conflict(const CreatePolicy& statement, const Catalog& catalog) {
  if (FoundConflict conflict = missing_relation(statement.table, catalog)) return conflict;
  const Relation* table = catalog.relation(statement.table);
  if (!table) return {};
  const std::string said = fmt::format("policy \"{}\" for table \"{}\"", statement.policy, table->name.name);
  if (statement.alters) {
    if (!table->lacks(ObjectClass::policy, statement.policy)) return {};
    return missing("42704", said + " does not exist", table->name, statement.policy);
  }
  if (!table->has(ObjectClass::policy, statement.policy)) return {};
  return in_the_way("42710", said + " already exists", table->name, statement.policy);
}

FoundConflict form_conflict(const CreateStatistics& statement, const Catalog& catalog) {
  const Name name = catalog.for_new(statement.statistics);
  if (statement.statistics.empty() || statement.if_not_exists || !catalog.table_of_statistics(name))
    return missing_relation(statement.table, catalog);
  return in_the_way("42710", fmt::format("statistics object \"{}\" already exists", name.name), name);
}

FoundConflict form_conflict(const ChangePublication& statement, const Catalog& catalog) {
  const bool known = catalog.has_publication(statement.publication);
  const std::string said = fmt::format("publication \"{}\"", statement.publication);
  if (statement.creates && known) return in_the_way("42710", said + " already exists", {"", statement.publication});
  if (!statement.creates && !known) return missing("42704", said + " does not exist", {"", statement.publication});
  for (const Name& table : statement.tables)
    if (FoundConflict conflict = missing_relation(table, catalog)) return conflict;
  return {};
}

FoundConflict form_conflict(const CreateExtension& statement, const Catalog& catalog) {
  if (statement.if_not_exists || !catalog.has_extension(statement.extension)) return {};
  return in_the_way("42710", fmt::format("extension \"{}\" already exists", statement.extension), {"", statement.extension});
}

FoundConflict form_conflict(const CreateSchema& statement, const Catalog& catalog) {
  if (statement.if_not_exists || !catalog.has_schema(statement.schema)) return {};
  return in_the_way("42P06", fmt::format("schema \"{}\" already exists", statement.schema), {"", statement.schema});
}

}  // namespace safeops::sql
