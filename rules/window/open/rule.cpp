#include "rules/rule.hpp"

#include <fmt/ranges.h>

#include <algorithm>

#include "rules/open_window.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view why =
    "Until the window has ended the old version may have to come back, and after this step it cannot: what it reads is gone.";

void report(const Change& change, const Plan& plan, std::string what, std::string next, std::vector<Related> story,
            Findings& out) {
  Anchor anchor = plan_anchor(change, plan, "spec.rollbackWindow.duration");
  for (Related& related : story) anchor.related.push_back(std::move(related));
  out.add({.place = anchor.place,
           .what = std::move(what),
           .why = std::string(why),
           .next = std::move(next),
           .related = std::move(anchor.related)});
}

std::string missing(const Plan& plan, const EnvironmentWindow& window) {
  if (!window.released)
    return fmt::format("no release of {} has landed there since the expand",
                       plan.app.empty() ? "an app on the database" : plan.app);
  return fmt::format("flag {} has not been on there", plan.flag ? plan.flag->key : "");
}

void check_environment(const Change& change, const RollbackWindow& plan, const EnvironmentWindow& window, Findings& out) {
  if (window.over(change.now())) return;
  const std::string where = in_environment(window);
  if (plan.cut_short && !window.opened) {
    return report(change, *plan.plan,
                  fmt::format("when the rollback window of plan {} opened {} cannot be told: the history at hand is too short",
                              plan.plan->name, where),
                  "Fetch all of the base branch's history (`fetch-depth: 0`) and check again.", {}, out);
  }
  if (window.flag_is_off && window.released) return;  // release-contract-flag-not-on
  if (!window.opened) {
    return report(
        change, *plan.plan,
        fmt::format("the rollback window of plan {} has not opened {}: {}", plan.plan->name, where, missing(plan.terms, window)),
        fmt::format("Release {} {}, turn its flag on, and bring this step when the window of {} has ended.",
                    plan.terms.app.empty() ? "the app" : plan.terms.app, where, text::format_duration(window.duration)),
        {}, out);
  }
  if (!window.restarts.empty() && *window.first_end() <= change.now()) return;  // window-restarted
  report(
      change, *plan.plan,
      fmt::format("the rollback window of plan {} is still open {}: {}", plan.plan->name, where, how_far(window, change.now())),
      fmt::format("Bring this step after {}.", text::format_time(*window.ends())), story_of(plan, window), out);
}

void check_criteria(const Change& change, const RollbackWindow& plan, Findings& out) {
  const auto& windows = plan.environments;
  if (!std::all_of(windows.begin(), windows.end(), [&](const auto& window) { return window.over(change.now()); })) return;
  const std::vector<std::string> open = unconfirmed_criteria(change, *plan.plan);
  if (open.empty()) return;
  report(change, *plan.plan,
         fmt::format("the time of plan {}'s rollback window is over, and nobody confirms that it was stable: \"{}\"",
                     plan.plan->name, fmt::join(open, "\", \"")),
         "Look at the window from its beginning to its end, and put the sentence into the checklist of the go decision.", {},
         out);
}

void check(const Change& change, Findings& out) {
  for (const Plan* contracting : change.plans_contracting()) {
    const RollbackWindow& plan = change.rollback_window(*contracting);
    const auto expanding = change.plans_expanding();
    if (!plan.awaited.empty()) {
      if (std::find(expanding.begin(), expanding.end(), contracting) != expanding.end()) continue;  // release-mixed-phases
      report(
          change, *contracting,
          fmt::format("plan {} contracts, and its expand step {} has not landed", contracting->name, plan.awaited.front().path),
          "Land the expand step first, release the app, turn the flag on, and wait for the window to end.",
          {{plan.awaited.front().place, "the plan's expand step"}}, out);
      continue;
    }
    for (const EnvironmentWindow& window : plan.environments) check_environment(change, plan, window, out);
    check_criteria(change, plan, out);
  }
}

}  // namespace

extern constinit const Rule window_open{
    .title = "Contract before the rollback window has ended", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
