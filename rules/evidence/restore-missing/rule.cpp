#include "rules/rule.hpp"
#include <algorithm>

#include "rules/plan_anchor.hpp"
#include "rules/restore_proof.hpp"

namespace safeops::rules {
namespace {

using Verdict = RestoreProof::Verdict;

std::string lack_of(const RestoreProof& proof, std::string_view phase) {
  const std::string without = fmt::format("plan {} {} without a restore test of {}", proof.plan->name, phase, proof.where());
  if (proof.verdict == Verdict::missing) return without;
  return fmt::format("{}: {} is not shown to be of it", without, proof.nearest->text());
}

void report(const Change& change, const RestoreProof& proof, bool contracts, Findings& out) {
  Anchor anchor = plan_anchor(change, *proof.plan, "spec.database");
  if (proof.nearest) anchor.related.push_back({proof.nearest->place, "the restore test that is there"});
  if (proof.cluster) anchor.related.push_back({proof.cluster->place(), proof.where()});
  Finding finding{
      .place = anchor.place,
      .what = lack_of(proof, contracts ? "contracts" : "expands"),
      .why = "A backup that nobody has restored is a hope: keys, permissions and WAL fail on the day they are needed.",
      .next = how_to_test_restore(proof),
      .related = std::move(anchor.related)};
  if (!contracts) finding.level = Level::warning;
  if (!contracts) finding.hard_stop = false;
  out.add(std::move(finding));
}

void check(const Change& change, Findings& out) {
  const std::vector<const Plan*> contracting = change.plans_contracting();
  std::vector<const Plan*> plans = contracting;
  for (const Plan* plan : change.plans_expanding()) {
    if (std::find(plans.begin(), plans.end(), plan) == plans.end()) plans.push_back(plan);
  }
  for (const Plan* plan : plans) {
    const bool contracts = std::find(contracting.begin(), contracting.end(), plan) != contracting.end();
    for (const RestoreProof& proof : restore_proofs(change, *plan)) {
      const bool absent = proof.verdict == Verdict::missing || proof.verdict == Verdict::foreign;
      if (absent) report(change, proof, contracts, out);
    }
  }
}

}  // namespace

extern constinit const Rule evidence_restore_missing{
    .title = "No restore test of the database", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
