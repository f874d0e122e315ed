#include "rules/backup_proof.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "estate/backup_path.hpp"
#include "rules/proved_clusters.hpp"

namespace safeops::rules {
namespace {

using Verdict = BackupProof::Verdict;
using Backups = std::vector<const BackupEvidence*>;

const BackupEvidence* newest(const Backups& backups) {
  const auto later = [](const BackupEvidence* a, const BackupEvidence* b) { return a->stopped_at < b->stopped_at; };
  const auto found = std::max_element(backups.begin(), backups.end(), later);
  return found == backups.end() ? nullptr : *found;
}

template <typename Holds>
Backups select(const Backups& backups, Holds&& holds) {
  Backups selected;
  std::copy_if(backups.begin(), backups.end(), std::back_inserter(selected), holds);
  return selected;
}

// A base backup is only as good as the WAL that follows it (CNPG: condition ContinuousArchiving).
const ClusterEvidence* without_archiving(const Change& change, const BackupProof& proof) {
  const auto& clusters = change.head().exported_clusters();
  const auto found = std::find_if(clusters.begin(), clusters.end(), [&](const ClusterEvidence& exported) {
    const bool same_namespace = !proof.cluster || exported.namespace_() == proof.cluster->namespace_();
    return exported.plan == proof.plan->name && exported.cluster() == proof.plan->database && same_namespace &&
           exported.archiving != "True" && !(exported.recovery && !proof.cluster);
  });
  return found == clusters.end() ? nullptr : &*found;
}

void judge(const Change& change, const Backups& all, const Backups& foreign, BackupProof& proof) {
  const Backups own = select(all, [&](const BackupEvidence* backup) { return is_of(*backup, proof.database()); });
  const Backups completed = select(own, [](const BackupEvidence* backup) { return backup->completed(); });
  const Backups fresh = select(completed, [&](const BackupEvidence* b) { return staleness(change, proof, *b).empty(); });
  const auto conclude = [&](Verdict verdict, const Backups& because) {
    proof.verdict = verdict;
    proof.nearest = newest(because);
  };
  proof.exported = without_archiving(change, proof);
  if (!fresh.empty()) return conclude(proof.exported ? Verdict::archiving_stopped : Verdict::proved, fresh);
  if (!completed.empty()) return conclude(Verdict::stale, completed);
  if (!own.empty()) return conclude(Verdict::failed, own);
  conclude(foreign.empty() ? Verdict::missing : Verdict::foreign, foreign);
}

std::string next_scheduled(const Change& change, const BackupProof& proof) {
  const auto runs = proof.cluster ? next_runs(backup_times(change.head(), *proof.cluster).followed, change.now(), 1)
                                  : std::vector<text::Seconds>();
  return runs.empty() ? "" : fmt::format(" (the next scheduled one is due {})", text::format_time(runs.front()));
}

}  // namespace

std::vector<BackupProof> backup_proofs(const Change& change, const Plan& plan) {
  Backups all;
  for (const BackupEvidence& backup : change.head().backups()) {
    if (backup.plan == plan.name) all.push_back(&backup);
  }
  std::vector<BackupProof> proofs;
  const auto expanded = change.expand_landed(plan);
  for (const Cluster* cluster : clusters_to_prove(change, plan))
    proofs.push_back({.plan = &plan, .cluster = cluster, .verdict = {}, .nearest = nullptr, .expanded = expanded});
  const Backups foreign = select(all, [&](const BackupEvidence* backup) {
    return std::none_of(proofs.begin(), proofs.end(), [&](const BackupProof& proof) { return is_of(*backup, proof.database()); });
  });
  for (BackupProof& proof : proofs) judge(change, all, foreign, proof);
  return proofs;
}

std::vector<BackupProof> backup_proofs(const Change& change) {
  std::vector<BackupProof> proofs;
  for (const Plan* plan : change.plans_contracting()) {
    for (BackupProof& proof : backup_proofs(change, *plan)) proofs.push_back(std::move(proof));
  }
  return proofs;
}

std::string staleness(const Change& change, const BackupProof& proof, const BackupEvidence& backup) {
  if (!backup.stopped_at) return "does not say when it stopped";
  if (*backup.stopped_at > change.now()) return "stopped in the future";
  const auto started = text::parse_time(backup.object.at("status.startedAt").text());
  if (started && *started > *backup.stopped_at) return "stopped before it began";
  if (proof.expanded && *backup.stopped_at <= proof.expanded->time) {
    return fmt::format("stopped at {}, before the expand step landed at {}", text::format_time(*backup.stopped_at),
                       text::format_time(proof.expanded->time));
  }
  const text::Seconds age = change.now() - *backup.stopped_at;
  if (age <= change.policy().backup_max_age) return {};
  return fmt::format("is {} old, policy allows {}", text::format_duration(age),
                     text::format_duration(change.policy().backup_max_age));
}

std::string BackupProof::where() const {
  return cluster ? cluster->text() : fmt::format("Cluster {}", plan->database);
}

std::string how_to_back_up(const Change& change, const BackupProof& proof) {
  const std::string namespace_ = proof.cluster ? fmt::format(" -n {}", proof.cluster->namespace_()) : "";
  return fmt::format(
      "Run `kubectl cnpg backup {}{}`{}, wait for `status.phase: completed`, and save `kubectl get backup{} <name> -o yaml` as a "
      "file below `.safeops/evidence/{}/`.",
      proof.plan->database, namespace_, next_scheduled(change, proof), namespace_, proof.plan->name);
}

std::string name_of(const BackupEvidence& backup) {
  return backup.object.id().text();
}

}  // namespace safeops::rules
