#include <fmt/ranges.h>

#include <algorithm>

#include "rules/made_again.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;
using Parameters = std::vector<sql::CreateRoutine::Parameter>;

// Modifiers do not tell functions apart.
bool same_type(const sql::TypeName& one, const sql::TypeName& other) {
  return one.name.may_be(other.name) && one.dimensions == other.dimensions;
}

bool same_arguments(const sql::Routine& old, const Parameters& parameters) {
  std::vector<sql::TypeName> types;
  for (const auto& parameter : parameters)
    if (parameter.input) types.push_back(parameter.type);
  return std::equal(old.arguments.begin(), old.arguments.end(), types.begin(), types.end(), same_type);
}

bool same_result(const sql::Routine& old, const sql::CreateRoutine& made) {
  Parameters outputs;
  for (const auto& parameter : made.parameters)
    if (parameter.output) outputs.push_back(parameter);
  const bool same_row = std::equal(old.outputs.begin(), old.outputs.end(), outputs.begin(), outputs.end(),
                                   [](const auto& a, const auto& b) { return a.name == b.name && same_type(a.type, b.type); });
  if (!same_row || old.returns_set != made.returns_set) return false;
  return !old.returns || !made.returns || same_type(*old.returns, *made.returns);
}

bool is_dropped(const SchemaEffect& made) {
  const auto& effects = made.step->effects;
  return std::any_of(effects.begin(), effects.end(), [&](const SchemaEffect& other) {
    return other.effect->kind == Kind::drop_function && other.effect->object.may_be(made.effect->object);
  });
}

// What is other than the running version knows it; empty when nothing is.
std::string difference(const SchemaEffect& made, const sql::CreateRoutine& routine) {
  const auto before = made.facts->base->routines(routine.routine);
  const auto same =
      std::find_if(before.begin(), before.end(), [&](const auto* old) { return same_arguments(*old, routine.parameters); });
  if (same != before.end()) return same_result(**same, routine) ? "" : "returns something else";
  const bool meant_to_replace = !before.empty() && (made.effect->kind == Kind::replace_function || is_dropped(made));
  return meant_to_replace ? "takes other arguments" : "";
}

// The function the running version calls, as DROP FUNCTION names it.
std::string old_one(const SchemaEffect& made, const sql::CreateRoutine& routine) {
  std::vector<std::string> types;
  for (const sql::TypeName& type : made.facts->base->routines(routine.routine).front()->arguments) types.push_back(type.text());
  return fmt::format("{}({})", made.effect->object.text(), fmt::join(types, ", "));
}

void check_kind(const Change& change, Kind kind, Findings& out) {
  for (const SchemaEffect* made : change.effects(kind)) {
    const auto* routine = std::get_if<sql::CreateRoutine>(&made->statement->command.form);
    const std::string what = routine ? difference(*made, *routine) : std::string{};
    if (what.empty()) continue;
    const std::string create = fmt::format("CREATE FUNCTION {} ...", second_name(*made));
    const std::string drop = fmt::format("DROP FUNCTION {}", old_one(*made, *routine));
    out.add(made_again(
        *made,
        {.what = fmt::format("function {} is made again and {}", made->effect->object.text(), what),
         .why = is_dropped(*made)
                    ? "Calls of the running version find no function that fits, or get a result they cannot read."
                    : "PostgreSQL refuses another result under the same arguments, and with other arguments keeps the old "
                      "function beside the new one: calls that fit both fail as ambiguous.",
         .next = fmt::format("Give the new one a name of its own: {}.", under_second_name(*made, create, "calls", drop))}));
  }
}

void check(const Change& change, Findings& out) {
  check_kind(change, Kind::replace_function, out);
  check_kind(change, Kind::create_function, out);
}

}  // namespace

extern constinit const Rule schema_replace_function{
    .title = "Function changes its signature under its old name", .level = Level::warning, .check = check};

}  // namespace safeops::rules
