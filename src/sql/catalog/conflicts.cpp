#include <fmt/format.h>

#include "sql/catalog/conflict_form.hpp"

namespace safeops::sql {

namespace {

FoundConflict first_missing(const std::vector<Name>& relations, const Catalog& catalog) {
  for (const Name& name : relations)
    if (FoundConflict conflict = missing_relation(name, catalog)) return conflict;
  return {};
}

// Statements that only use what is there.
FoundConflict form_conflict(const Copy& statement, const Catalog& catalog) {
  return missing_relation(statement.table, catalog);
}
FoundConflict form_conflict(const Truncate& statement, const Catalog& catalog) {
  return first_missing(statement.tables, catalog);
}
FoundConflict form_conflict(const Refresh& statement, const Catalog& catalog) {
  return missing_relation(statement.view, catalog);
}
FoundConflict form_conflict(const Reindex& statement, const Catalog& catalog) {
  const bool relation = statement.scope == Reindex::Scope::index || statement.scope == Reindex::Scope::table;
  return relation ? missing_relation(statement.name, catalog) : FoundConflict{};
}
FoundConflict form_conflict(const ClusterTable& statement, const Catalog& catalog) {
  if (statement.table.empty()) return {};
  if (FoundConflict conflict = missing_relation(statement.table, catalog)) return conflict;
  const Relation* table = catalog.relation(statement.table);
  if (!table || statement.index.empty() || !table->lacks(ObjectClass::index, statement.index)) return {};
  return missing("42704", fmt::format("index \"{}\" for table \"{}\" does not exist", statement.index, table->name.name),
                 table->name, statement.index);
}
FoundConflict form_conflict(const Vacuum& statement, const Catalog& catalog) {
  return first_missing(statement.tables, catalog);
}
FoundConflict form_conflict(const LockTable& statement, const Catalog& catalog) {
  return first_missing(statement.tables, catalog);
}
FoundConflict form_conflict(const Privileges& statement, const Catalog& catalog) {
  const bool relations = statement.object == ObjectClass::table || statement.object == ObjectClass::sequence;
  return relations && !statement.all_in_schema ? first_missing(statement.objects, catalog) : FoundConflict{};
}
FoundConflict form_conflict(const CommentOn& statement, const Catalog& catalog) {
  const ObjectClass object = statement.object;
  if (object == ObjectClass::table || object == ObjectClass::view || object == ObjectClass::materialized_view ||
      object == ObjectClass::index || object == ObjectClass::sequence)
    return missing_relation(statement.name, catalog);
  if (object != ObjectClass::column) return {};
  if (FoundConflict conflict = missing_relation(statement.name, catalog)) return conflict;
  const Relation* table = catalog.relation(statement.name);
  return table ? missing_column(*table, statement.member) : FoundConflict{};
}

// Statements that cannot meet what is in the way, as far as the catalog knows.
FoundConflict form_conflict(const OtherCommand&, const Catalog&) {
  return {};
}
FoundConflict form_conflict(const ChangeOwner&, const Catalog&) {
  return {};
}
FoundConflict form_conflict(const SetVariable&, const Catalog&) {
  return {};
}
FoundConflict form_conflict(const Transaction&, const Catalog&) {
  return {};
}

}  // namespace

std::optional<Conflict> find_conflict(const Command& command, const Catalog& catalog) {
  if (catalog.gave_up()) return {};
  return std::visit([&](const auto& form) { return form_conflict(form, catalog); }, command.form);
}

Conflict missing(std::string_view sqlstate, std::string message, Name object, std::string member) {
  return {sqlstate, std::move(message), std::move(object), std::move(member), true};
}

Conflict in_the_way(std::string_view sqlstate, std::string message, Name object, std::string member) {
  return {sqlstate, std::move(message), std::move(object), std::move(member), false};
}

std::string plain(const Name& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

bool is_system(const Name& relation) {
  if (relation.schema.empty()) return relation.name.starts_with("pg_");
  return relation.schema == "pg_catalog" || relation.schema == "information_schema" || relation.schema == "pg_toast";
}

FoundConflict missing_relation(const Name& name, const Catalog& catalog) {
  if (name.empty() || is_system(name) || catalog.relation(name) || catalog.index(name)) return {};
  return missing("42P01", fmt::format("relation \"{}\" does not exist", plain(name)), name);
}

FoundConflict taken_relation(const Name& name, const Catalog& catalog) {
  if (!catalog.relation(name) && !catalog.index(name)) return {};
  return in_the_way("42P07", fmt::format("relation \"{}\" already exists", name.name), name);
}

FoundConflict missing_schema(const std::string& schema, const Catalog& catalog) {
  if (schema.empty() || schema == "pg_temp" || catalog.has_schema(schema)) return {};
  return missing("3F000", fmt::format("schema \"{}\" does not exist", schema), {"", schema});
}

FoundConflict missing_column(const Relation& table, const std::string& column) {
  if (!table.lacks(ObjectClass::column, column)) return {};
  return missing("42703", fmt::format("column \"{}\" of relation \"{}\" does not exist", column, table.name.name), table.name,
                 column);
}

// A source without relation is a subquery, a function or a common table expression.
FoundConflict form_conflict(const RunQuery& statement, const Catalog& catalog) {
  for (const Query::Scope& scope : statement.query.scopes)
    for (const Query::Source& source : scope.sources)
      if (FoundConflict conflict = missing_relation(source.relation, catalog)) return conflict;
  for (const Query::Write& write : statement.query.writes) {
    const Relation* table = catalog.relation(write.table);
    if (!table) continue;
    for (const std::string& column : write.columns)
      if (FoundConflict conflict = missing_column(*table, column)) return conflict;
  }
  return {};
}

}  // namespace safeops::sql
