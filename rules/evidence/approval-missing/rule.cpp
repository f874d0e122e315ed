#include "rules/rule.hpp"
#include <fmt/ranges.h>

#include "rules/approval_count.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

std::string how_many(const ApprovalCount& count) {
  const std::string no_go = count.refused.empty() ? "" : fmt::format(", and {} says no-go", count.refused.front()->by);
  if (count.given() > 0) {
    return fmt::format("has {} of the {} approvals it needs{}", count.given(), count.needed, no_go);
  }
  if (count.needed == 1) return "has no approval" + no_go;
  return fmt::format("has none of the {} approvals it needs{}", count.needed, no_go);
}

std::vector<Related> decisions(const ApprovalCount& count) {
  std::vector<Related> said;
  for (const Approval* go : count.counted) said.push_back({go->by_place(), fmt::format("{} says go", go->by)});
  for (const Approval* go : count.repeated) {
    said.push_back({go->by_place(), fmt::format("{} says go and is counted already", go->by)});
  }
  for (const Approval* no_go : count.refused) {
    said.push_back({no_go->object.place("spec.decision"), fmt::format("{} says no-go", no_go->by)});
  }
  return said;
}

// There is a go, and another rule says why it does not count.
bool told_elsewhere(const ApprovalCount& count) {
  return !count.by_author.empty() || !count.outsiders.empty() || !count.voided.empty() || !count.not_signed.empty();
}

std::vector<std::string> contract_files(const Plan& plan) {
  std::vector<std::string> paths;
  for (const FileReference& file : plan.contract) paths.push_back(file.path);
  return paths;
}

void check(const Change& change, Findings& out) {
  for (const ApprovalCount& count : approval_counts(change)) {
    if (count.enough() || told_elsewhere(count)) continue;
    Anchor anchor = plan_anchor(change, *count.plan, "spec.contract");
    for (Related& said : decisions(count)) anchor.related.push_back(std::move(said));
    out.add({.place = anchor.place,
             .what = fmt::format("the contract step of plan {} {}", count.plan->name, how_many(count)),
             .why =
                 "A contract step cannot be undone by a rollback, so somebody other than its author has to look at exactly these "
                 "files and say go.",
             .next = fmt::format("Ask somebody who did not write this change to look at {}, and commit their Approval below "
                                 "`.safeops/evidence/{}/`, with what `sha256sum` says of each file; `safeops-check explain "
                                 "evidence-approval-missing` shows one.",
                                 fmt::join(contract_files(*count.plan), ", "), count.plan->name),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_approval_missing{
    .title = "Contract without approval", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
