#include "rules/rule.hpp"
#include <fmt/ranges.h>

#include "rules/plan_anchor.hpp"
#include "rules/restore_proof.hpp"

namespace safeops::rules {
namespace {

text::Place statement_or(const RestoreTest& test) {
  return test.results.empty() ? test.place : test.results.front()->object.place("predicate");
}

void check(const Change& change, Findings& out) {
  for (const RestoreProof& proof : restore_proofs(change)) {
    if (proof.verdict != RestoreProof::Verdict::unverified) continue;
    Anchor anchor = evidence_anchor(change, *proof.plan, statement_or(*proof.nearest), "the restore test");
    out.add({.place = anchor.place,
             .what = fmt::format("{}, for plan {}, does not show that {} can be brought back: {}", proof.nearest->text(),
                                 proof.plan->name, proof.where(), fmt::join(left_open(*proof.nearest), "; ")),
             .why = "A database that starts is not one the app can work with: rows, permissions or extensions may be missing.",
             .next = how_to_test_restore(proof),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_restore_unverified{
    .title = "Restored database was not verified", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
