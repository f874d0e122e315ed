#include <algorithm>

#include "rules/effect_text.hpp"
#include "rules/plan_anchor.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

const MigrationStep* expand_step(const Change& change, const Plan& plan) {
  const auto& steps = change.migrations();
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const MigrationStep& step) {
    return step.after && step.plan == &plan && plan.expands(step.after->path);
  });
  return found == steps.end() ? nullptr : &*found;
}

// Both halves of one plan, whatever the files hold.
bool brings_both(const Change& change, const Plan* plan) {
  const auto expanding = change.plans_expanding();
  const auto contracting = change.plans_contracting();
  const auto holds = [&](const auto& plans) { return std::find(plans.begin(), plans.end(), plan) != plans.end(); };
  return plan && holds(expanding) && holds(contracting);
}

// An addition to what `contract` takes from: the new column beside the one that goes.
const SchemaEffect* addition_beside(const SchemaEffect& contract, const std::vector<const SchemaEffect*>& expands) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect* expand : expands) {
    const bool adds = expand->effect->kind == Kind::add_column || expand->effect->kind == Kind::add_enum_value;
    if (adds && expand->effect->object.may_be(contract.effect->object)) return expand;
  }
  return nullptr;
}

Finding finding(text::Place place, std::string what, Related other) {
  return {
      .place = place,
      .what = std::move(what),
      .why =
          "The contract step is only safe once every running version uses what the expand step added; in one change the old "
          "version loses its schema before the new one is there.",
      .next = "Keep the expand step here. Bring the contract step in a change of its own after the rollback window has ended.",
      .related = {std::move(other)}};
}

void check_plans(const Change& change, Findings& out) {
  for (const Plan* plan : change.plans_contracting()) {
    if (!brings_both(change, plan)) continue;
    const MigrationStep& contract = *step_of(change, *plan);
    const MigrationStep& expand = *expand_step(change, *plan);
    out.add(finding(first_statement(contract),
                    fmt::format("plan {} expands ({}) and contracts ({}) in one change", plan->name, expand.migration().path,
                                contract.migration().path),
                    {first_statement(expand), fmt::format("the expand step of plan {}", plan->name)}));
  }
}

void check_tables(const Change& change, Findings& out) {
  const auto expands = change.expands();
  const MigrationStep* reported = nullptr;
  for (const SchemaEffect* contract : change.contracts()) {
    if (contract->step == reported || brings_both(change, contract->step->plan)) continue;
    const SchemaEffect* expand = addition_beside(*contract, expands);
    if (!expand) continue;
    reported = contract->step;
    out.add(finding(contract->place,
                    fmt::format("{} and {} stand in one change", in_words(*contract->effect), in_words(*expand->effect)),
                    {expand->place, fmt::format("the same change adds to {}", expand->effect->object.text())}));
  }
}

void check(const Change& change, Findings& out) {
  check_plans(change, out);
  check_tables(change, out);
}

}  // namespace

extern constinit const Rule release_mixed_phases{
    .title = "Expand and contract in one change", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
