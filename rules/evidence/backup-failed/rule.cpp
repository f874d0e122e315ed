#include "rules/rule.hpp"
#include "rules/backup_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

std::string phase_of(const BackupEvidence& backup) {
  return backup.phase.empty() ? "has no status.phase" : fmt::format("has phase `{}`, not `completed`", backup.phase);
}

void check(const Change& change, Findings& out) {
  for (const BackupProof& proof : backup_proofs(change)) {
    if (proof.verdict != BackupProof::Verdict::failed) continue;
    const std::string name = name_of(*proof.nearest);
    const text::Place said = proof.nearest->object.place("status.phase");
    Anchor anchor = evidence_anchor(change, *proof.plan, said, fmt::format("the backup, {}", name));
    out.add({.place = anchor.place,
             .what = fmt::format("no backup of {} for plan {} completed: {} {}", proof.where(), proof.plan->name, name,
                                 phase_of(*proof.nearest)),
             .why = "A backup that failed or was still running when it was exported cannot be restored.",
             .next = fmt::format("Find the cause in its `status.error` and the operator's log. {}", how_to_back_up(proof)),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_backup_failed{
    .title = "Backup did not complete", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
