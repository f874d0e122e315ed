#include "rules/rule.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const Plan* plan : change.plans_touched()) {
    if (plan->window) continue;
    Anchor anchor = plan_anchor(change, *plan, "spec.rollbackWindow");
    out.add(
        {.place = anchor.place,
         .what = fmt::format("plan {} has no rollback window", plan->name),
         .why = "The window is the time in which flag, app and schema can still go back. Where nobody has set one, nothing keeps "
                "the contract step from landing too early: no rollback window, no rollout.",
         .next = fmt::format(
             "Add `rollbackWindow: {{duration: {}, criteria: [\"5xx ratio below 1% for the whole window\"]}}` to the spec of {}.",
             text::format_duration(change.policy().rollback_window_minimum), plan->source->path()),
         .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule window_missing{
    .title = "Plan without a rollback window", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
