#include "rules/rule.hpp"

#include <algorithm>

#include "rules/open_window.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

bool opens_window(const Change& change, const Plan& plan) {
  const auto expanding = change.plans_expanding();
  return std::find(expanding.begin(), expanding.end(), &plan) != expanding.end();
}

void check_plan(const Change& change, const Plan& plan, Findings& out) {
  const bool opening = opens_window(change, plan);
  if (!opening && !first_open(change, plan)) return;
  for (const Workload& workload : change.head().workloads()) {
    if (workload.app != plan.app || !workload.resource->in_protected()) continue;
    for (const ImageAutomation* automation :
         automations_releasing(workload, change.head().image_automations(), change.head().resources())) {
      Anchor anchor = plan_anchor(change, plan, "spec.app");
      anchor.related.push_back({automation->place(), automation->text()});
      out.add(
          {.place = anchor.place,
           .what = fmt::format("{} can release {} while the rollback window of plan {} {}", automation->text(), workload.text(),
                               plan.name, opening ? "is about to open" : "is open"),
           .why = "Each release it commits starts the window again, and is another version nobody has chosen to go back to.",
           .next = fmt::format("Set `spec.suspend: true` in {} for the time of the window, or limit its `spec.update.path` to "
                               "the other environments.",
                               automation->text()),
           .related = std::move(anchor.related)});
    }
  }
}

void check(const Change& change, Findings& out) {
  for (const Plan* plan : change.plans_touched()) check_plan(change, *plan, out);
}

}  // namespace

extern constinit const Rule release_automation_in_window{
    .title = "Image automation can release inside the window", .level = Level::warning, .check = check};

}  // namespace safeops::rules
