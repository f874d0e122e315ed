#include "rules/rule.hpp"
#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

std::string how_many(const ApprovalCount& count) {
  if (!count.counted.empty()) return fmt::format("has {} of the {} approvals it needs", count.counted.size(), count.needed);
  return count.needed == 1 ? "has no approval" : fmt::format("has none of the {} approvals it needs", count.needed);
}

void check(const Change& change, Findings& out) {
  for (const ApprovalCount& count : approval_counts(change)) {
    if (count.enough() || !count.by_author.empty() || !count.voided.empty()) continue;
    Anchor anchor = plan_anchor(change, *count.plan, "spec.contract");
    for (const Approval* no_go : count.refused) {
      anchor.related.push_back({no_go->object.place("spec.decision"), fmt::format("{} says no-go", no_go->by)});
    }
    out.add({.place = anchor.place,
             .what = fmt::format("the contract step of plan {} {}", count.plan->name, how_many(count)),
             .why =
                 "A contract step cannot be undone by a rollback, so somebody other than its author has to look at exactly these "
                 "files and say go.",
             .next = fmt::format("Ask somebody who did not write this change to run `safeops-check approve {} --phase contract "
                                 "--decision go` and commit the Approval it writes below `.safeops/evidence/{}/`.",
                                 count.plan->name, count.plan->name),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_approval_missing{
    .title = "Contract without approval", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
