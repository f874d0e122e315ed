#include <algorithm>

#include "rules/plan_anchor.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// A plan whose database is deployed, and nowhere protected, may be as quick as it likes.
bool may_reach_protected(const Change& change, const Plan& plan) {
  const auto clusters = change.head().clusters_named(plan.database);
  return clusters.empty() ||
         std::any_of(clusters.begin(), clusters.end(), [](const Cluster* cluster) { return cluster->resource->in_protected(); });
}

void check(const Change& change, Findings& out) {
  const text::Seconds minimum = change.policy().rollback_window_minimum;
  for (const Plan* plan : change.plans_touched()) {
    if (!plan->window || !plan->window->duration || *plan->window->duration >= minimum) continue;
    if (!may_reach_protected(change, *plan)) continue;
    Anchor anchor = plan_anchor(change, *plan, "spec.rollbackWindow.duration");
    out.add(
        {.place = anchor.place,
         .what = fmt::format("the rollback window of plan {} is {}, policy asks for at least {}", plan->name,
                             text::format_duration(*plan->window->duration), text::format_duration(minimum)),
         .why = "Trouble that shows only under a full day's load, or on the next working day, comes after the way back is gone.",
         .next = fmt::format("Set `spec.rollbackWindow.duration` of {} to {} or more.", plan->source->path(),
                             text::format_duration(minimum)),
         .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule window_too_short{
    .title = "Rollback window is shorter than policy asks", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
