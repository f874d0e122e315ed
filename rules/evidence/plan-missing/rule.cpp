#include "rules/rule.hpp"
#include "rules/effect_text.hpp"

namespace safeops::rules {
namespace {

// A new database or role changes no schema that an app uses.
bool adds_to_schema(const SchemaEffect& effect) {
  const sql::Effect::Target target = effect.effect->target;
  return effect.is_expand() && target != sql::Effect::Target::role && target != sql::Effect::Target::database;
}

// The statement that needs a plan most: one that destroys, then one that adds, then one nobody can tell.
const SchemaEffect* weightiest(const MigrationStep& step) {
  if (const SchemaEffect* contract = step.first_contract()) return contract;
  const SchemaEffect* unknown = nullptr;
  for (const SchemaEffect& effect : step.effects) {
    if (adds_to_schema(effect)) return &effect;
    if (!unknown && effect.effect->phase() == sql::Phase::unknown) unknown = &effect;
  }
  return unknown;
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (step.plan || !step.after || step.after->carrier == Migration::Carrier::bootstrap) continue;
    const SchemaEffect* effect = weightiest(step);
    if (!effect) continue;
    const std::string_view phase = step.first_contract() ? "contract" : "expand";
    out.add({.place = effect->place,
             .what = fmt::format("{} changes the schema ({}) and is in no plan", step.after->path, in_words(*effect->effect)),
             .why = "Without a plan nobody has said which app and flag it belongs to, how long it can be rolled back, and who "
                    "decides that.",
             .next = fmt::format("Name it under `spec.{}` of a MigrationPlan in `.safeops/plans/`; `safeops-check explain "
                                 "evidence-plan-missing` shows one.",
                                 phase)});
  }
}

}  // namespace

extern constinit const Rule evidence_plan_missing{
    .title = "Schema change without a plan", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
