#include "rules/overload.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace safeops::rules {
namespace {

using Parameters = std::vector<sql::CreateRoutine::Parameter>;

// Modifiers do not tell functions apart.
bool same_type(const sql::TypeName& one, const sql::TypeName& other) {
  return one.name.may_be(other.name) && one.dimensions == other.dimensions;
}

// The first arguments of the old one, as many as given.
bool begins_alike(const sql::Routine& old, const std::vector<sql::TypeName>& types, std::size_t count) {
  const auto end = old.arguments.begin() + static_cast<std::ptrdiff_t>(count);
  return count <= types.size() && std::equal(old.arguments.begin(), end, types.begin(), same_type);
}

// The fewest arguments a call can give.
std::size_t least_arguments(const sql::Routine& old) {
  return old.arguments.size() - std::min(old.optional_arguments, old.arguments.size());
}
std::size_t least_arguments(const sql::CreateRoutine& made) {
  return static_cast<std::size_t>(std::count_if(made.parameters.begin(), made.parameters.end(),
                                                [](const auto& each) { return each.input && !each.has_default; }));
}

bool drops(const sql::Drop& drop, const sql::Routine& old) {
  return drop.object == sql::ObjectClass::function &&
         std::any_of(drop.objects.begin(), drop.objects.end(), [&](const sql::Drop::Object& object) {
           if (!object.name.may_be(old.name)) return false;
           return !object.arguments || std::equal(old.arguments.begin(), old.arguments.end(), object.arguments->begin(),
                                                  object.arguments->end(), same_type);
         });
}

}  // namespace

std::vector<sql::TypeName> argument_types(const sql::CreateRoutine& made) {
  std::vector<sql::TypeName> types;
  for (const auto& parameter : made.parameters)
    if (parameter.input) types.push_back(parameter.type);
  return types;
}

std::string signature(const sql::Name& name, const std::vector<sql::TypeName>& arguments) {
  std::vector<std::string> types;
  for (const sql::TypeName& type : arguments) types.push_back(type.text());
  return fmt::format("{}({})", name.text(), fmt::join(types, ", "));
}

bool same_arguments(const sql::Routine& old, const sql::CreateRoutine& made) {
  const std::vector<sql::TypeName> types = argument_types(made);
  return old.arguments.size() == types.size() && begins_alike(old, types, types.size());
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

bool takes_every_call(const sql::Routine& old, const sql::CreateRoutine& made) {
  return least_arguments(made) <= least_arguments(old) && begins_alike(old, argument_types(made), old.arguments.size()) &&
         same_result(old, made);
}

std::optional<std::size_t> shared_call(const sql::Routine& old, const sql::CreateRoutine& made) {
  const std::size_t count = std::max(least_arguments(old), least_arguments(made));
  const bool fits = count <= old.arguments.size() && begins_alike(old, argument_types(made), count);
  return fits ? std::optional(count) : std::nullopt;
}

bool is_dropped(const MigrationStep& step, const sql::Routine& old) {
  return std::any_of(step.statements.begin(), step.statements.end(), [&](const StatementFacts& facts) {
    const auto* drop = std::get_if<sql::Drop>(&facts.statement->command.form);
    return drop && drops(*drop, old);
  });
}

}  // namespace safeops::rules
