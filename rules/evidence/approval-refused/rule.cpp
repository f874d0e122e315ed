#include <algorithm>
#include <set>

#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// A no-go that the change takes out of the repository stands until the same person says go.
std::vector<const Approval*> removed_no_gos(const Change& change, const ApprovalCount& count) {
  std::set<std::string_view> at_head;
  for (const Approval& approval : change.head().approvals()) at_head.insert(approval.place().path());
  const auto says_go = [&](const Approval& no_go) {
    return std::any_of(count.counted.begin(), count.counted.end(), [&](const Approval* go) { return go->by == no_go.by; }) ||
           std::any_of(count.reviewed.begin(), count.reviewed.end(), [&](const Review* go) { return go->by == no_go.by; });
  };
  std::vector<const Approval*> found;
  for (const Approval& approval : change.base().approvals())
    if (approval.plan == count.plan->name && approval.phase == "contract" && approval.decision == "no-go" &&
        !at_head.contains(approval.place().path()) && !says_go(approval))
      found.push_back(&approval);
  return found;
}

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
    for (const Approval* no_go : removed_no_gos(change, count))
      if (may_approve(change.policy(), no_go->by)) report(change, count, {}, no_go->by, ", and this change removes it", out);
    for (const Review* review : count.objected)
      if (change.policy().approvers.empty() ? review->may_write : may_approve(change.policy(), review->by))
        report(change, count, {}, review->by, ": their review requests changes", out);
  }
}

}  // namespace

extern constinit const Rule evidence_approval_refused{
    .title = "Somebody says no-go", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
