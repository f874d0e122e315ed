#include "rules/rule.hpp"
#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

// The approval that came nearest, and what keeps it from counting.
struct Nearest {
  const Approval* approval = nullptr;
  std::string why;
};

Nearest nearest_of(const ApprovalCount& count) {
  if (!count.voided.empty()) return {count.voided.front(), "is of another version of the plan"};
  if (!count.by_author.empty()) return {count.by_author.front(), "is by an author of this change"};
  if (!count.outsiders.empty()) return {count.outsiders.front(), "is by somebody the policy does not list"};
  if (!count.not_signed.empty()) return {count.not_signed.front().approval, "has no signature that counts"};
  if (!count.refused.empty()) return {count.refused.front(), "is a no-go"};
  return {};
}

void report(const Change& change, const Plan& plan, const Nearest& nearest, Findings& out) {
  Anchor anchor = plan_anchor(change, plan, "spec.rollbackWindow");
  std::string what = fmt::format("nobody has approved the rollback window of plan {}", plan.name);
  if (nearest.approval) {
    what += fmt::format(": the approval by {} {}", nearest.approval->by, nearest.why);
    anchor.related.push_back({nearest.approval->by_place(), fmt::format("the approval by {}", nearest.approval->by)});
  }
  out.add({.place = anchor.place,
           .what = std::move(what),
           .why = "How long the way back stays open, and by what signs it may be closed, is not for the author of a change to "
                  "decide alone: no approved window, no rollout.",
           .next = fmt::format("Ask somebody who did not write this change to look at {} and commit an Approval below "
                               "`.safeops/evidence/{}/` that lists it under `files`, with what `sha256sum` says of it; "
                               "`safeops-check explain window-not-approved` shows one.",
                               plan.source->path(), plan.name),
           .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const Plan* plan : change.plans_touched()) {
    if (!plan->window || !step_of(change, *plan)) continue;
    const ApprovalCount count = window_approval_count(change, *plan);
    if (!count.enough()) report(change, *plan, nearest_of(count), out);
  }
}

}  // namespace

extern constinit const Rule window_not_approved{
    .title = "Rollback window nobody has approved", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
