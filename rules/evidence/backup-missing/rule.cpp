#include "rules/rule.hpp"
#include "rules/backup_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const BackupProof& proof : backup_proofs(change)) {
    if (proof.verdict != BackupProof::Verdict::missing) continue;
    Anchor anchor = plan_anchor(change, *proof.plan, "spec.database");
    if (proof.cluster) anchor.related.push_back({proof.cluster->place(), proof.where()});
    out.add({.place = anchor.place,
             .what = fmt::format("plan {} contracts without a backup of {}", proof.plan->name, proof.where()),
             .why = "What a contract step removes comes back only from a backup, and there is no proof that one exists.",
             .next = how_to_back_up(change, proof),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_backup_missing{
    .title = "Contract without a backup", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
