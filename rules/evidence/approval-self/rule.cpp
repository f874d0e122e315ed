#include "rules/rule.hpp"
#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, const ApprovalCount& count, const Approval& approval, Findings& out) {
  Anchor anchor = evidence_anchor(change, *count.plan, approval.by_place(), fmt::format("approved by {}", approval.by));
  out.add({.place = anchor.place,
           .what = fmt::format("{} approves the contract step of plan {} and is an author of this change", approval.by,
                               count.plan->name),
           .why = "The approval is the second pair of eyes on a step that no rollback undoes; an author's own does not count.",
           .next = fmt::format("Ask somebody who did not write this change to approve it; {} of {} approvals count so far.",
                               count.given(), count.needed),
           .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const ApprovalCount& count : approval_counts(change)) {
    if (count.enough()) continue;
    for (const Approval* approval : count.by_author) report(change, count, *approval, out);
  }
}

}  // namespace

extern constinit const Rule evidence_approval_self{
    .title = "Approved by its own author", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
