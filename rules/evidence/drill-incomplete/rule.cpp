#include "rules/rule.hpp"
#include <fmt/ranges.h>

#include <algorithm>

#include "rules/drill_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void report(const Change& change, const Plan& plan, const RollbackDrill& drill, Findings& out) {
  Anchor anchor = evidence_anchor(change, plan, drill.object.place("spec"), "the drill");
  out.add({.place = anchor.place,
           .what = fmt::format("the rollback drill {} of plan {} does not count: {}", drill.object.name(), plan.name,
                               fmt::join(left_out(change, plan, drill), "; ")),
           .why = "A drill shows that the old version works on the expanded schema, what tells you to go back, and how long it "
                  "takes. Without one of them the next incident is the first drill.",
           .next = "Add what was seen then; where nobody looked, do the drill again.",
           .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  const auto contracting = change.plans_contracting();
  for (const RollbackDrill& drill : change.head().drills()) {
    const Plan* plan = change.head().plan(drill.plan);
    if (!plan || drill.directory != plan->name || left_out(change, *plan, drill).empty()) continue;
    const bool needed = std::find(contracting.begin(), contracting.end(), plan) != contracting.end() &&
                        drill_proof(change, *plan).nearest == &drill;
    if (needed || change.touches(drill.place().source)) report(change, *plan, drill, out);
  }
}

}  // namespace

extern constinit const Rule evidence_drill_incomplete{
    .title = "Rollback drill leaves something out", .level = Level::error, .check = check};

}  // namespace safeops::rules
