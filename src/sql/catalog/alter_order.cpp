#include "sql/catalog/alter_order.hpp"

#include <algorithm>

namespace safeops::sql {

namespace {

enum class Pass { drop, alter_type, add_column, set_expression, column_attributes, index, constraint, rest };

Pass pass_of_constraint(ConstraintDefinition::Kind kind) {
  using Kind = ConstraintDefinition::Kind;
  if (kind == Kind::not_null) return Pass::column_attributes;
  return kind == Kind::unique || kind == Kind::primary_key || kind == Kind::exclude ? Pass::index : Pass::constraint;
}

Pass pass_of(const AlterAction& action) {
  using Kind = AlterAction::Kind;
  switch (action.kind) {
    case Kind::drop_column:
    case Kind::drop_constraint:
    case Kind::drop_default:
    case Kind::drop_not_null:
    case Kind::drop_expression:
    case Kind::drop_identity:
      return Pass::drop;
    case Kind::alter_type:
      return Pass::alter_type;
    case Kind::add_column:
      return Pass::add_column;
    case Kind::set_expression:
      return Pass::set_expression;
    case Kind::set_not_null:
    case Kind::set_identity:
      return Pass::column_attributes;
    case Kind::set_default:
    case Kind::add_identity:
      return Pass::constraint;
    case Kind::add_constraint:
      return pass_of_constraint(action.constraint.kind);
    default:
      return Pass::rest;
  }
}

}  // namespace

std::vector<const AlterAction*> in_order_of_passes(const AlterTable& statement) {
  std::vector<const AlterAction*> actions;
  for (const AlterAction& action : statement.actions) actions.push_back(&action);
  std::stable_sort(actions.begin(), actions.end(),
                   [](const AlterAction* a, const AlterAction* b) { return pass_of(*a) < pass_of(*b); });
  return actions;
}

}  // namespace safeops::sql
