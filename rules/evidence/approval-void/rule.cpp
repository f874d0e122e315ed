#include "rules/rule.hpp"
#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

std::string explain(const Approval& approval, const DigestMismatch& mismatch) {
  if (!mismatch.approved) return fmt::format("the approval by {} does not list {}", approval.by, mismatch.path);
  return fmt::format("{} is not the file {} approved", mismatch.path, approval.by);
}

void report(const Change& change, const ApprovalCount& count, const Approval& approval, Findings& out) {
  const DigestMismatch mismatch = mismatches(change, *count.plan, approval).front();
  const text::Place said = mismatch.approved ? mismatch.approved->place : approval.object.place("spec.files");
  Anchor anchor = evidence_anchor(change, *count.plan, said, fmt::format("approved by {}", approval.by));
  out.add(
      {.place = anchor.place,
       .what = fmt::format("{}: this go for plan {} is void", explain(approval, mismatch), count.plan->name),
       .why = "An approval is for the bytes that were looked at. Its SHA-256 says which, so that nothing slips in afterwards.",
       .next = fmt::format("Have {} look at the file as it is and approve it again; its SHA-256 is {}.", approval.by,
                           mismatch.actual),
       .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const ApprovalCount& count : approval_counts(change)) {
    if (count.enough()) continue;
    for (const Approval* approval : count.voided) report(change, count, *approval, out);
  }
}

}  // namespace

extern constinit const Rule evidence_approval_void{
    .title = "Approval does not fit the files", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
