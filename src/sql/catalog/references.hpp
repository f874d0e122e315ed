#pragma once

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// Every name an entry refers to other entries by, for reading or changing: see.relation(name), see.type(name) and
// see.routine(name). Names of built-in types and functions are not shown.

template <typename Text, typename See>
void see_expression(Text& expression, See& see) {
  for (auto& sequence : expression.sequences) see.relation(sequence);
  for (auto& call : expression.calls)
    if (!call.name.schema.empty()) see.routine(call.name);
}

template <typename Type, typename See>
void see_type(Type& type, See& see) {
  if (!type.name.schema.empty()) see.type(type.name);
}

template <typename Entry, typename See>
void see_columns(Entry& relation, See& see) {
  for (auto& column : relation.columns) {
    see_type(column.type, see);
    see_expression(column.value, see);
    if (!column.sequence.empty()) see.relation(column.sequence);
  }
}

template <typename Entry, typename See>
void see_members(Entry& relation, See& see) {
  for (auto& constraint : relation.constraints) {
    if (!constraint.referenced.empty()) see.relation(constraint.referenced);
    see_expression(constraint.check, see);
  }
  for (auto& index : relation.indexes) {
    see_expression(index.predicate, see);
    for (auto& element : index.elements) see_expression(element.expression, see);
  }
  for (auto& trigger : relation.triggers) see.routine(trigger.function);
}

template <typename Entry, typename See>
void see_relation(Entry& relation, See& see) {
  see_columns(relation, see);
  see_members(relation, see);
  for (auto& parent : relation.parents) see.relation(parent);
  for (auto& use : relation.uses) see.relation(use.relation);
  for (auto& routine : relation.calls) see.routine(routine);
  if (!relation.owner_table.empty()) see.relation(relation.owner_table);
  if (!relation.of_type.empty()) see.type(relation.of_type);
}

template <typename Entry, typename See>
void see_domain(Entry& type, See& see) {
  see_type(type.base, see);
  see_expression(type.value, see);
  for (auto& check : type.checks) see_expression(check.check, see);
}

template <typename Entry, typename See>
void see_routine(Entry& routine, See& see) {
  for (auto& argument : routine.arguments) see_type(argument, see);
  if (routine.returns) see_type(*routine.returns, see);
  for (auto& output : routine.outputs) see_type(output.type, see);
}

}  // namespace safeops::sql
