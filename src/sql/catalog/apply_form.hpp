#pragma once

#include <functional>

#include "sql/catalog/apply.hpp"

namespace safeops::sql {

// What apply() does with each form of statement, and the steps that several forms share. None of them keeps a pointer into the
// catalog across a change: the catalog may move its entries, or give up.

void apply_form(const CreateTable& statement, Catalog& catalog);
void apply_form(const CreateTableAs& statement, Catalog& catalog);
void apply_form(const CreateView& statement, Catalog& catalog);
void apply_form(const CreateIndex& statement, Catalog& catalog);
void apply_form(const AlterTable& statement, Catalog& catalog);
void apply_form(const Drop& statement, Catalog& catalog);
void apply_form(const Rename& statement, Catalog& catalog);
void apply_form(const SetSchema& statement, Catalog& catalog);
void apply_form(const ChangeOwner& statement, Catalog& catalog);
void apply_form(const CreateSequence& statement, Catalog& catalog);
void apply_form(const AlterSequence& statement, Catalog& catalog);
void apply_form(const CreateType& statement, Catalog& catalog);
void apply_form(const AlterEnum& statement, Catalog& catalog);
void apply_form(const CreateDomain& statement, Catalog& catalog);
void apply_form(const AlterDomain& statement, Catalog& catalog);
void apply_form(const CreateRoutine& statement, Catalog& catalog);
void apply_form(const CreateTrigger& statement, Catalog& catalog);
void apply_form(const CreateRule& statement, Catalog& catalog);
void apply_form(const CreatePolicy& statement, Catalog& catalog);
void apply_form(const CreateStatistics& statement, Catalog& catalog);
void apply_form(const ChangePublication& statement, Catalog& catalog);
void apply_form(const CreateExtension& statement, Catalog& catalog);
void apply_form(const CreateSchema& statement, Catalog& catalog);
void apply_form(const SetVariable& statement, Catalog& catalog);

// Puts a relation that nothing is known of down as partial, in the place its name says; returns its whole name.
Name expect_relation(Catalog& catalog, const Name& name, Relation::Kind kind = Relation::Kind::table);
// The column, put down by its name alone where a partial relation does not list it; null where there is none.
Column* expect_column(Relation& relation, std::string_view name);
void forget(Relation& relation, ObjectClass part, const std::string& name);  // notes it absent from a partial relation

// Columns. Serial ones get their sequence, which is made.
Column make_column(Catalog& catalog, const Name& table, const ColumnDefinition& definition);
Expression resolved(const Catalog& catalog, Expression expression);
TypeName resolved(const Catalog& catalog, TypeName type);
Name resolved_collation(const Name& written);  // nothing for the database's own
std::vector<TypeName> argument_types(const Catalog& catalog, const std::vector<TypeName>& written);  // modifiers do not count
std::vector<TypeName> input_types(const Catalog& catalog, const CreateRoutine& routine);
void add_sequence(Catalog& catalog, const Name& table, Column& column);  // behind a serial or identity column

// Constraints and indexes. `recurse`: partitions and, of checks, children get them too.
void add_constraint(Catalog& catalog, const Name& table, const ConstraintDefinition& definition, std::string_view column,
                    bool recurse = true);
void add_column_constraints(Catalog& catalog, const Name& table, const ColumnDefinition& column, bool recurse = true);
void add_index(Catalog& catalog, const Name& table, Index index, bool recurse);
bool same_definition(const Index& one, const Index& other);
void attach_index(Catalog& catalog, const Name& table, std::string_view index, const Name& parent);
void remove_index(Catalog& catalog, const Name& table, const std::string& index);
void remove_constraint(Catalog& catalog, const Name& table, const std::string& constraint);  // with its index

// Inheritance.
std::vector<Name> names_of(const std::vector<const Relation*>& relations);
void each_descendant(Catalog& catalog, const Name& table, const std::function<void(Relation&)>& edit);
void inherit_columns(Relation& child, const Relation& parent);
void inherit_checks(Relation& child, const Relation& parent);
void inherit_keys(Catalog& catalog, const Name& partition, const Name& parent);  // indexes, their constraints, foreign keys

void inherit_triggers(Catalog& catalog, const Name& partition, const Name& parent);
void lose_triggers(Catalog& catalog, const Name& partition);  // those it inherited
// Columns have other types: indexes over them are made anew, and get other names on partitions.
void remake_indexes(Catalog& catalog, const Name& table, const std::string& column);

// The column whose NOT NULL was given that name; null where there is none. Names that PostgreSQL makes up are those of many a
// CHECK (... IS NOT NULL), and do not count.
Column* not_null_named(Relation& relation, std::string_view name);

// Names of columns, in all that reads them.
void rename_column(Catalog& catalog, const Name& table, const std::string& from, const std::string& to);

}  // namespace safeops::sql
