#pragma once

#include <cstdint>
#include <vector>

#include "sql/parse_tree.hpp"
#include "sql/syntax/command.hpp"

namespace safeops::sql {

// Reads a statement node such as {"AlterTableStmt": ...}. Spans in it count from `origin` of the text parsed.
Command read_command(Node statement, std::uint32_t origin);

// The parts of it, one file a family of statements.
ConstraintDefinition read_constraint(Node constraint);
ColumnDefinition read_column(Node column);
ColumnDefinition::Identity read_identity(Node constraint);  // of GENERATED ... AS IDENTITY
IndexElement read_index_element(Node element);
std::optional<PartitionBound> read_bound(Node bound);  // none for nowhere
CreateTable read_create_table(Node statement);
AlterTable read_alter_table(Node statement);

ObjectClass read_object_class(std::string_view type);  // "OBJECT_MATVIEW"
// The object of ALTER, COMMENT ...: a relation, or whatever form the object's class has.
struct ObjectReference {
  Name name;
  std::optional<std::vector<TypeName>> arguments;  // of a routine, where written
};
ObjectReference read_object(Node object);
std::vector<std::string> option_names(const std::vector<Node>& options);  // of DefElems
Node option(const std::vector<Node>& options, std::string_view name);     // its DefElem, or nowhere
Persistence read_persistence(Node range_var);

}  // namespace safeops::sql
