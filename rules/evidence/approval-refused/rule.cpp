#include "rules/rule.hpp"
#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, const ApprovalCount& count, text::Place place, std::string_view by, std::string_view how,
            Findings& out) {
  const Anchor anchor = plan_anchor(change, *count.plan, "spec.contract");
  out.add({.place = place ? place : anchor.place,
           .what = fmt::format("{} says no-go to the contract step of plan {}{}", by, count.plan->name, how),
           .why =
               "A contract step cannot be undone by a rollback. Whoever may say go may also say no, and the go of somebody else "
               "does not answer it.",
           .next = fmt::format("Settle it with {}: a later Approval or review of theirs that says go takes the no-go back.", by),
           .related = {{anchor.place, "the contract step"}}});
}

void check(const Change& change, Findings& out) {
  for (const ApprovalCount& count : approval_counts(change)) {
    if (!count.enough()) continue;  // evidence-approval-missing tells
    for (const Approval* no_go : count.refused)
      if (may_approve(change.policy(), no_go->by))
        report(change, count, no_go->object.place("spec.decision"), no_go->by, "", out);
    for (const Approval* no_go : count.removed)
      if (may_approve(change.policy(), no_go->by)) report(change, count, {}, no_go->by, ", and this change removes it", out);
    for (const Review* review : count.objected)
      if (may_approve(change.policy(), *review)) report(change, count, {}, review->by, ": their review requests changes", out);
  }
}

}  // namespace

extern constinit const Rule evidence_approval_refused{
    .title = "Somebody says no-go", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
