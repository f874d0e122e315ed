#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"
#include "estate/restore_test.hpp"

namespace safeops::rules {

// What a plan's restore tests prove of one Cluster.
struct RestoreProof {
  enum class Verdict {
    proved,      // one is fresh, the restored Cluster was ready, and every check passed
    missing,     // there is none at all
    foreign,     // there are some, none of this Cluster
    stale,       // none is recent enough
    unverified,  // one is, and does not show that the restored database works
  };
  const Plan* plan = nullptr;
  const Cluster* cluster = nullptr;  // null: nothing in the repository deploys the plan's database
  Verdict verdict = Verdict::missing;
  std::optional<RestoreTest> nearest;  // the newest of those the verdict speaks of; none when missing

  [[nodiscard]] ProvedDatabase database() const { return {cluster, plan->database}; }
  [[nodiscard]] std::string where() const;  // "Cluster production/app-postgres in production", else "Cluster app-postgres"
};

// One for each of clusters_to_prove(): of one plan, and of every plan whose contract this change brings.
std::vector<RestoreProof> restore_proofs(const Change& change, const Plan& plan);
std::vector<RestoreProof> restore_proofs(const Change& change);

// Why a restore test does not count any more; empty when it does.
std::string staleness(const Change& change, const RestoreTest& test);

// How to test a restore, and where to put the proof.
std::string how_to_test_restore(const RestoreProof& proof);

}  // namespace safeops::rules
