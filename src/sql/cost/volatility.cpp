#include "sql/cost/volatility.hpp"

#include <algorithm>

#include "sql/cost/builtin_functions.hpp"

namespace safeops::sql {

namespace {

// PostgreSQL 12 and newer puts the constant that an SQL function selects in the call's place.
bool is_volatile(const Routine& routine, int major) {
  const bool inlined = major >= 12 && routine.constant_body && !routine.security_definer;
  return routine.volatility == CreateRoutine::Volatility::is_volatile && !inlined;
}

bool is_volatile(const FunctionCall& call, const Catalog& catalog, int major) {
  const auto routines = catalog.routines(call.name);
  if (!routines.empty())
    return std::any_of(routines.begin(), routines.end(), [&](const Routine* each) { return is_volatile(*each, major); });
  const BuiltinFunction* builtin = call.name.schema.empty() ? builtin_function(call.name.name) : nullptr;
  return !builtin || builtin->is_volatile;
}

}  // namespace

bool is_volatile(const Expression& expression, const Catalog& catalog, int major) {
  return std::any_of(expression.calls.begin(), expression.calls.end(),
                     [&](const FunctionCall& call) { return is_volatile(call, catalog, major); });
}

}  // namespace safeops::sql
