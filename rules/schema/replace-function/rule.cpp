#include <algorithm>
#include <optional>

#include "rules/contract_effect.hpp"
#include "rules/overload.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

std::string under_another_name(const SchemaEffect& made, const std::string& old) {
  const sql::Name& name = made.effect->object;
  return fmt::format(
      "Give the new one a name of its own, `CREATE FUNCTION {} ...`, release a version that calls it, and when the rollback "
      "window "
      "has ended run `DROP FUNCTION {};` {}.",
      sql::Name{name.schema, name.name + "_v2"}.text(), old, in_contract_step(made));
}

struct Meeting {
  Breakage breakage;
  Level level = Level::warning;
};

Meeting changed(const SchemaEffect& made, const std::string& old, std::string_view what, std::string why) {
  return {{.what = fmt::format("function {} is made again and {}", made.effect->object.text(), what),
           .why = std::move(why),
           .next = under_another_name(made, old)}};
}

Meeting ambiguous(const sql::Name& name, const std::string& made, const std::string& old, std::size_t arguments) {
  return {
      {.what = fmt::format("function {} makes calls of {} ambiguous", made, old),
       .why = fmt::format("Both fit a call with {} argument{}, and PostgreSQL chooses neither: calls of the running version fail "
                          "with \"function {} is not unique\" (42725).",
                          arguments, arguments == 1 ? "" : "s", name.name),
       .next = fmt::format("Run `DROP FUNCTION {};` in front of it in this migration, in one transaction, so that the defaults "
                           "answer the old calls; or give the new one a name of its own.",
                           old)},
      Level::error};
}

Meeting beside(const std::string& made, const std::string& old) {
  return {
      {.what = fmt::format("function {} stands beside {}, and does not replace it", made, old),
       .why = "CREATE OR REPLACE replaces a function of the same arguments only. Calls of the running version go on with the "
              "old one; those with untyped literals may move.",
       .next = fmt::format("Nothing, where both are meant to stand. Else run `DROP FUNCTION {};` in the contract step, when no "
                           "version calls it any more.",
                           old)},
      Level::note};
}

// What the new function is to the calls of an old one.
std::optional<Meeting> meet(const SchemaEffect& made, const sql::CreateRoutine& routine, const sql::Routine& old) {
  const sql::Name& name = made.effect->object;
  const std::string before = signature(name, old.arguments), after = signature(name, argument_types(routine));
  const bool dropped = is_dropped(*made.step, old);
  if (same_arguments(old, routine)) {
    if (same_result(old, routine)) return {};
    return changed(made, before, "returns something else",
                   dropped ? "Calls of the running version get a result they cannot read."
                           : "PostgreSQL refuses another result under the same arguments.");
  }
  if (dropped) {
    if (takes_every_call(old, routine)) return {};
    return changed(made, before, "takes other arguments",
                   "Calls of the running version find no function that fits, or get a result they cannot read.");
  }
  if (const auto arguments = shared_call(old, routine)) return ambiguous(name, after, before, *arguments);
  if (made.effect->kind == Kind::replace_function) return beside(after, before);
  return {};
}

// Of several old ones that it meets the worst counts; one with the same arguments is the one it replaces.
std::optional<Meeting> worst_meeting(const SchemaEffect& made, const sql::CreateRoutine& routine) {
  const auto before = made.facts->base->routines(routine.routine);
  const auto same = std::find_if(before.begin(), before.end(), [&](const auto* old) { return same_arguments(*old, routine); });
  if (same != before.end()) return meet(made, routine, **same);
  std::optional<Meeting> worst;
  for (const sql::Routine* old : before) {
    auto met = meet(made, routine, *old);
    if (met && (!worst || met->level > worst->level)) worst = std::move(met);
  }
  return worst;
}

void check_kind(const Change& change, Kind kind, Findings& out) {
  for (const SchemaEffect* made : change.effects(kind)) {
    const auto* routine = std::get_if<sql::CreateRoutine>(&made->statement->command.form);
    auto met = routine ? worst_meeting(*made, *routine) : std::nullopt;
    if (!met) continue;
    Finding finding = contract_finding(*made, std::move(met->breakage));
    if (!made->step->in_contract()) finding.level = met->level;
    out.add(std::move(finding));
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
