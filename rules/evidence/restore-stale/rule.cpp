#include "rules/rule.hpp"
#include "rules/plan_anchor.hpp"
#include "rules/restore_proof.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const RestoreProof& proof : restore_proofs(change)) {
    if (proof.verdict != RestoreProof::Verdict::stale) continue;
    Anchor anchor = evidence_anchor(change, *proof.plan, proof.nearest->at_place, "the newest restore test");
    out.add({.place = anchor.place,
             .what = fmt::format("the newest restore test of {} for plan {} does not count: {} {}", proof.where(),
                                 proof.plan->name, proof.nearest->text(), staleness(change, *proof.nearest)),
             .why = "Versions, keys and the size of the data have changed since; what could be restored then may fail or take "
                    "too long now.",
             .next = how_to_test_restore(proof),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_restore_stale{
    .title = "Restore test is too old", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
