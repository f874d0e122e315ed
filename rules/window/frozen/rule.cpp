#include "rules/rule.hpp"

#include <algorithm>

#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, text::Place place, std::string what, Findings& out) {
  const Freeze& freeze = *change.base().freeze();
  const bool lifted = !change.head().freeze();
  std::vector<Related> related;
  if (freeze.place)
    related.push_back({freeze.place, freeze.reason.empty() ? "the freeze" : fmt::format("frozen: {}", freeze.reason)});
  out.add(
      {.place = place,
       .what = fmt::format("{} while {} is in force on the base branch{}", what, freeze_path,
                           lifted ? "; that this change lifts it does not count" : ""),
       .why = "Somebody stopped all steps that cannot be taken back, for a reason that this change cannot judge.",
       .next = fmt::format("Ask who put the freeze there; when it is over remove {} in a change of its own, then bring this one.",
                           freeze_path),
       .related = std::move(related)});
}

// Whether the freeze holds anywhere the plan's app runs; a step without plan, or of a plan that runs nowhere, may be for all.
bool is_frozen(const Freeze& freeze, const Change& change, const Plan* plan) {
  const auto& workloads = change.head().workloads();
  const auto runs = [&](const Workload& workload) { return plan && workload.app == plan->app; };
  if (std::none_of(workloads.begin(), workloads.end(), runs)) return true;
  return std::any_of(workloads.begin(), workloads.end(),
                     [&](const Workload& workload) { return runs(workload) && freeze.covers(workload.environment()); });
}

void check(const Change& change, Findings& out) {
  const Freeze* freeze = change.base().freeze();
  if (!freeze) return;
  for (const MigrationStep& step : change.migrations()) {
    const bool contracts = step.first_contract() || (step.in_contract() && step.is_new());
    if (!step.after || !contracts || !is_frozen(*freeze, change, step.plan)) continue;
    report(change, first_statement(step), fmt::format("{} is a contract step", step.migration().path), out);
  }
  for (const FlagFlip& flip : change.flag_flips()) {
    if (!flip.turns_on() || !freeze->covers(flip.environment())) continue;
    report(change, flip.place(), fmt::format("flag {} turns on", flip.name.key), out);
  }
}

}  // namespace

extern constinit const Rule window_frozen{
    .title = "A step forward while changes are frozen", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
