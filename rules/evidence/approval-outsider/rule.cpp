#include "rules/rule.hpp"
#include <fmt/ranges.h>

#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, const ApprovalCount& count, const Approval& approval, Findings& out) {
  Anchor anchor = evidence_anchor(change, *count.plan, approval.by_place(), fmt::format("approved by {}", approval.by));
  out.add({.place = anchor.place,
           .what = fmt::format("{} approves the contract step of plan {} and is not among those who may", approval.by,
                               count.plan->name),
           .why = "The team has named who understands what a contract step takes away; the go of anybody else is an opinion.",
           .next = fmt::format("Ask one of {} (`approvals.from` of the base's policy); {} of {} approvals count so far.",
                               fmt::join(change.policy().approvers, ", "), count.given(), count.needed),
           .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const ApprovalCount& count : approval_counts(change)) {
    if (count.enough()) continue;
    for (const Approval* approval : count.outsiders) report(change, count, *approval, out);
  }
}

}  // namespace

extern constinit const Rule evidence_approval_outsider{
    .title = "Approved by somebody who may not", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
