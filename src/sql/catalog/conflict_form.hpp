#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "sql/catalog/apply.hpp"

namespace safeops::sql {

// What find_conflict() asks of each form of statement, and the words PostgreSQL answers in.

using FoundConflict = std::optional<Conflict>;

Conflict missing(std::string_view sqlstate, std::string message, Name object, std::string member = {});
Conflict in_the_way(std::string_view sqlstate, std::string message, Name object, std::string member = {});

// As PostgreSQL puts a name in its messages: unquoted, with the schema where one was written.
std::string plain(const Name& name);

bool is_system(const Name& relation);  // of pg_catalog or information_schema
FoundConflict missing_relation(const Name& name, const Catalog& catalog);
FoundConflict taken_relation(const Name& name, const Catalog& catalog);  // of the relations and indexes
FoundConflict missing_schema(const std::string& schema, const Catalog& catalog);
FoundConflict missing_column(const Relation& table, const std::string& column);  // "column ... of relation ..."
// What a foreign key, key or check names beyond its own table's columns listed in `added`.
FoundConflict constraint_conflict(const ConstraintDefinition& constraint, const Relation& table,
                                  const std::set<std::string>& added, const Catalog& catalog);

FoundConflict form_conflict(const CreateTable& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateTableAs& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateView& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateIndex& statement, const Catalog& catalog);
FoundConflict form_conflict(const AlterTable& statement, const Catalog& catalog);
FoundConflict form_conflict(const Drop& statement, const Catalog& catalog);
FoundConflict form_conflict(const Rename& statement, const Catalog& catalog);
FoundConflict form_conflict(const SetSchema& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateSequence& statement, const Catalog& catalog);
FoundConflict form_conflict(const AlterSequence& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateType& statement, const Catalog& catalog);
FoundConflict form_conflict(const AlterEnum& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateDomain& statement, const Catalog& catalog);
FoundConflict form_conflict(const AlterDomain& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateRoutine& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateTrigger& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateRule& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreatePolicy& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateStatistics& statement, const Catalog& catalog);
FoundConflict form_conflict(const ChangePublication& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateExtension& statement, const Catalog& catalog);
FoundConflict form_conflict(const CreateSchema& statement, const Catalog& catalog);
FoundConflict form_conflict(const RunQuery& statement, const Catalog& catalog);

}  // namespace safeops::sql
