#include "rules/rule.hpp"
#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, const ApprovalCount& count, const ApprovalCount::Unsigned& one, Findings& out) {
  const Approval& approval = *one.approval;
  Anchor anchor = evidence_anchor(change, *count.plan, approval.by_place(), fmt::format("approved by {}", approval.by));
  out.add({.place = anchor.place,
           .what = fmt::format("the go of {} for the contract step of plan {} has no signature that counts: {}", approval.by,
                               count.plan->name, one.why),
           .why = "A line of YAML can name anybody, and so can the author of a commit. The policy asks for a signature that only "
                  "the approver can make.",
           .next = fmt::format("Have {} commit the Approval with `git commit -S`, by a key that `.safeops/allowed_signers` (or "
                               "`.safeops/allowed_signers.asc`) of the base branch lists under that name, or approve the pull "
                               "request.",
                               approval.by),
           .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const ApprovalCount& count : approval_counts(change)) {
    if (count.enough()) continue;
    for (const ApprovalCount::Unsigned& one : count.not_signed) report(change, count, one, out);
  }
}

}  // namespace

extern constinit const Rule evidence_approval_unsigned{
    .title = "Approval without a signature that counts", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
