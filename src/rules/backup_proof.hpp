#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"
#include "estate/proved_database.hpp"

namespace safeops::rules {

// What the Backup and ObjectStore objects among a plan's evidence prove of one Cluster that its contract step will change.
struct BackupProof {
  enum class Verdict {
    proved,             // one completed after the expand landed, and not longer ago than policy allows
    missing,            // there is none at all
    foreign,            // there are some, none of this Cluster
    failed,             // none of this Cluster's completed
    stale,              // some did, none late enough
    archiving_stopped,  // one would do, but the Cluster, as exported, does not archive WAL
  };

  const Plan* plan = nullptr;
  const Cluster* cluster = nullptr;  // null: nothing in the repository deploys the plan's database
  Verdict verdict = Verdict::missing;
  const BackupEvidence* nearest = nullptr;    // the newest of those the verdict speaks of; null when missing
  std::optional<git::Commit> expanded;        // when the plan's expand landed
  const ClusterEvidence* exported = nullptr;  // archiving_stopped: what says so

  [[nodiscard]] ProvedDatabase database() const { return {cluster, plan->database}; }
  [[nodiscard]] std::string where() const;  // "Cluster production/app-postgres in production", else "Cluster app-postgres"
};

// One for each of clusters_to_prove(): of one plan, and of every plan whose contract this change brings. Clusters are told apart
// by namespace and name.
std::vector<BackupProof> backup_proofs(const Change& change, const Plan& plan);
std::vector<BackupProof> backup_proofs(const Change& change);

// Why a completed backup does not count any more; empty when it does.
std::string staleness(const Change& change, const BackupProof& proof, const BackupEvidence& backup);

// How to take the backup that is missing, when the next one is due anyway, and where to put the proof.
std::string how_to_back_up(const Change& change, const BackupProof& proof);

// "Backup production/app-postgres-20260301"
std::string name_of(const BackupEvidence& backup);

}  // namespace safeops::rules
