#include "rules/rule.hpp"
#include "rules/backup_proof.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

// What it is a backup of, and the line that says so: another cluster, another namespace, or another archive of the same cluster.
struct Origin {
  std::string text;
  std::string_view field;
};

Origin origin_of(const BackupEvidence& backup, const BackupProof& proof) {
  if (backup.of_store()) return {fmt::format("server {}", backup.server_name), "status.serverRecoveryWindow"};
  const bool same_name = backup.cluster == proof.plan->database;
  const bool same_place = !proof.cluster || backup.namespace_ == proof.cluster->namespace_();
  if (same_name && same_place) return {fmt::format("server {}", backup.server_name), "status.serverName"};
  const std::string cluster = fmt::format("Cluster {}/{}", backup.namespace_, backup.cluster);
  return {cluster, same_name ? "metadata.namespace" : "spec.cluster.name"};
}

void check(const Change& change, Findings& out) {
  for (const BackupProof& proof : backup_proofs(change)) {
    if (proof.verdict != BackupProof::Verdict::foreign) continue;
    const std::string name = name_of(*proof.nearest);
    const Origin origin = origin_of(*proof.nearest, proof);
    const text::Place said = proof.nearest->object.place(origin.field);
    Anchor anchor = evidence_anchor(change, *proof.plan, said, fmt::format("the backup that is there, {}", name));
    if (proof.cluster) anchor.related.push_back({proof.cluster->place(), proof.where()});
    out.add({.place = anchor.place,
             .what = fmt::format("{}, evidence of plan {}, is a backup of {}, not of {}", name, proof.plan->name, origin.text,
                                 proof.where()),
             .why = "Only a backup of the very database the step changes brings its rows back.",
             .next = how_to_back_up(change, proof),
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_backup_other_cluster{
    .title = "Backup is of another cluster", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
