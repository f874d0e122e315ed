#include "rules/rule.hpp"

#include <algorithm>

#include "rules/open_window.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, const RollbackWindow& plan, const EnvironmentWindow& window, Findings& out) {
  const Flag* flag = change.base().flag(*plan.terms.flag, window.environment);
  Anchor anchor = plan_anchor(change, *plan.plan, "spec.flag");
  if (flag) anchor.related.push_back({flag->place, fmt::format("off {} on the base branch", in_environment(window))});
  for (Related& related : story_of(plan, window)) anchor.related.push_back(std::move(related));
  out.add(
      {.place = anchor.place,
       .what = fmt::format("plan {} contracts while flag {} is {} {}", plan.plan->name, plan.terms.flag->key,
                           flag ? "off" : "not set", in_environment(window)),
       .why = "Where the flag is off the app still goes the old way, and this step takes the old way's schema from under it.",
       .next = fmt::format("Turn {} on {} in a change of its own, wait for the window of {} to end, and bring this step then.",
                           plan.terms.flag->key, in_environment(window), text::format_duration(window.duration)),
       .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const Plan* contracting : change.plans_contracting()) {
    const RollbackWindow& plan = change.rollback_window(*contracting);
    if (!plan.terms.flag) continue;
    for (const EnvironmentWindow& window : plan.environments)
      if (window.flag_is_off) report(change, plan, window, out);
  }
}

}  // namespace

extern constinit const Rule release_contract_flag_not_on{
    .title = "Contract while the flag is not on everywhere", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
