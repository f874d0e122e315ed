#include "rules/rule.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

std::string lack_of(const Plan::Window& window) {
  if (window.duration) return "no stability criterion";
  return window.criteria.empty() ? "neither a duration nor a stability criterion" : "no duration";
}

void check(const Change& change, Findings& out) {
  for (const Plan* plan : change.plans_touched()) {
    if (!plan->window || (plan->window->duration && !plan->window->criteria.empty())) continue;
    Anchor anchor = plan_anchor(change, *plan, "spec.rollbackWindow");
    out.add(
        {.place = anchor.place,
         .what = fmt::format("the rollback window of plan {} has {}", plan->name, lack_of(*plan->window)),
         .why = "A window ends when its time has passed and the service was stable for all of it. With only one of the two it "
                "ends by accident, or never.",
         .next =
             fmt::format("Give `spec.rollbackWindow` of {} both, for example `duration: 24h` and `criteria: [\"5xx ratio below "
                         "1% for the whole window\"]`.",
                         plan->source->path()),
         .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule window_no_end_criteria{
    .title = "Rollback window without an end", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
