#include "rules/rule.hpp"
#include "rules/drill_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const DrillProof& proof : drill_proofs(change)) {
    if (proof.verdict != DrillProof::Verdict::missing) continue;
    Anchor anchor = plan_anchor(change, *proof.plan, "spec.rollback");
    std::string what = fmt::format("plan {} contracts without a rollback drill", proof.plan->name);
    if (const RollbackDrill* other = proof.nearest) {
      what += fmt::format(": the one that is there is of plan {}", other->plan);
      anchor.related.push_back({other->object.place("spec.plan"), "the drill of another plan"});
    }
    out.add({.place = anchor.place,
             .what = std::move(what),
             .why = "The contract step ends the time in which flag and app can go back. Whether they could, and how fast, is "
                    "known only to who has done it.",
             .next = fmt::format("Roll the app back on the expanded schema in an environment before production, and write a "
                                 "RollbackDrill below `.safeops/evidence/{}/`; `safeops-check explain evidence-drill-missing` "
                                 "shows one.",
                                 proof.plan->name),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_drill_missing{
    .title = "Contract without a rollback drill", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
