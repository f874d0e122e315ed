#include "rules/rule.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const Plan* plan : change.plans_touched()) {
    if (!plan->owner.empty()) continue;
    Anchor anchor = plan_anchor(change, *plan, "spec.rollback.owner");
    out.add(
        {.place = anchor.place,
         .what = fmt::format("plan {} names nobody who decides to roll back", plan->name),
         .why =
             "In an incident a rollback is decided in minutes or not at all; without an owner everybody waits for somebody else.",
         .next = fmt::format("Add `rollback: {{owner: \"@<handle>\"}}` to the spec of {}.", plan->source->path()),
         .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_owner_missing{
    .title = "Plan without a rollback owner", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
