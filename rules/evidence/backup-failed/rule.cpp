#include "rules/rule.hpp"
#include "rules/backup_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

std::string phase_of(const BackupEvidence& backup) {
  if (backup.of_store()) return fmt::format("has no point to recover server {} to", backup.server_name);
  return backup.phase.empty() ? "has no status.phase" : fmt::format("has phase `{}`, not `completed`", backup.phase);
}

void check_archiving(const Change& change, const BackupProof& proof, Findings& out) {
  const ClusterEvidence& exported = *proof.exported;
  const text::Place said = exported.archiving_place ? exported.archiving_place : exported.object.place("status.conditions");
  Anchor anchor = evidence_anchor(change, *proof.plan, said, "the Cluster as exported");
  const std::string status = exported.archiving.empty() ? "is not there" : fmt::format("is `{}`, not `True`", exported.archiving);
  out.add(
      {.place = anchor.place,
       .what = fmt::format("{}, as exported for plan {}, does not archive WAL: its condition ContinuousArchiving {}",
                           proof.where(), proof.plan->name, status),
       .why = "Without WAL a base backup cannot be brought to a consistent state, even one that says `completed`.",
       .next =
           "Repair WAL archiving (the condition's message and the instance's log name the cause), take a backup after that, and "
           "export both again.",
       .related = std::move(anchor.related)});
}

void check_backup(const Change& change, const BackupProof& proof, Findings& out) {
  const std::string name = name_of(*proof.nearest);
  const text::Place said = proof.nearest->object.place("status.phase");
  Anchor anchor = evidence_anchor(change, *proof.plan, said, fmt::format("the backup, {}", name));
  out.add({.place = anchor.place,
           .what = fmt::format("no backup of {} for plan {} completed: {} {}", proof.where(), proof.plan->name, name,
                               phase_of(*proof.nearest)),
           .why = "A backup that failed or was still running when it was exported cannot be restored.",
           .next = fmt::format("Find the cause in its `status.error` and the operator's log. {}", how_to_back_up(change, proof)),
           .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const BackupProof& proof : backup_proofs(change)) {
    if (proof.verdict == BackupProof::Verdict::failed) check_backup(change, proof, out);
    if (proof.verdict == BackupProof::Verdict::archiving_stopped) check_archiving(change, proof, out);
  }
}

}  // namespace

extern constinit const Rule evidence_backup_failed{
    .title = "Backup did not complete", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
