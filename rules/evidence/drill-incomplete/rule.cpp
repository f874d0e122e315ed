#include "rules/rule.hpp"
#include <fmt/ranges.h>

#include <algorithm>

#include "rules/drill_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, const DrillProof& proof, const RollbackDrill& drill, Findings& out) {
  Anchor anchor = evidence_anchor(change, *proof.plan, drill.object.place("spec"), "the drill");
  out.add({.place = anchor.place,
           .what = fmt::format("the rollback drill {} of plan {} does not count: {}", drill.object.name(), proof.plan->name,
                               fmt::join(left_out(change, proof, drill), "; ")),
           .why = "A drill shows that the old version works on the expanded schema, what tells you to go back, and how long it "
                  "takes. Without one of them the next incident is the first drill.",
           .next = "Add what was seen then; where nobody looked, do the drill again.",
           .related = std::move(anchor.related)});
}

// Those this change adds or edits, and the one that a contract step in it leans on.
std::vector<const RollbackDrill*> drills_at_stake(const Change& change, const Plan& plan, const RollbackDrill* leant_on) {
  std::vector<const RollbackDrill*> drills;
  for (const RollbackDrill& drill : change.head().drills()) {
    const bool own = drill.plan == plan.name && drill.directory == plan.name;
    if (own && (&drill == leant_on || change.touches(drill.place().source))) drills.push_back(&drill);
  }
  return drills;
}

void check(const Change& change, Findings& out) {
  const auto contracting = change.plans_contracting();
  for (const Plan& plan : change.head().plans()) {
    const bool contracts = std::find(contracting.begin(), contracting.end(), &plan) != contracting.end();
    if (!contracts && drills_at_stake(change, plan, nullptr).empty()) continue;
    const DrillProof proof = drill_proof(change, plan);
    for (const RollbackDrill* drill : drills_at_stake(change, plan, contracts ? proof.nearest : nullptr)) {
      if (!left_out(change, proof, *drill).empty()) report(change, proof, *drill, out);
    }
  }
}

}  // namespace

extern constinit const Rule evidence_drill_incomplete{
    .title = "Rollback drill leaves something out", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
