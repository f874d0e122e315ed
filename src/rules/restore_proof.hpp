#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// One restore test among a plan's evidence: a Cluster that was recovered from a backup, as exported, with the Statements that
// name it; or a Statement alone.
struct RestoreTest {
  const ClusterEvidence* restored = nullptr;  // null: only a Statement speaks of it
  std::vector<const TestResult*> results;
  std::string into;  // namespace/name of what was restored, "" when nothing says so
  std::optional<text::Seconds> at;
  text::Place place;
  text::Place at_place;

  [[nodiscard]] std::string text() const;  // "the restore test Cluster drill/app-postgres-restored"
};

// What is tested of a restored database, as passedTests of a Statement names it.
inline constexpr std::string_view restore_checks[] = {"schema", "read-write", "app-smoke", "permissions", "row-counts"};

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

  [[nodiscard]] std::string where() const;  // "Cluster production/app-postgres in production", else "Cluster app-postgres"
};

// One for each of clusters_to_prove(): of one plan, and of every plan whose contract this change brings.
std::vector<RestoreProof> restore_proofs(const Change& change, const Plan& plan);
std::vector<RestoreProof> restore_proofs(const Change& change);

// Every restore test among the evidence of a plan. A Cluster that the repository itself deploys is none.
std::vector<RestoreTest> restore_tests(const Change& change, const Plan& plan);

// Why a restore test does not count any more; empty when it does.
std::string staleness(const Change& change, const RestoreTest& test);

// What a restore test leaves open, as clauses: "the check `permissions` failed". Empty when it shows that the database works.
std::vector<std::string> left_open(const RestoreTest& test);

// How to test a restore, and where to put the proof.
std::string how_to_test_restore(const RestoreProof& proof);

}  // namespace safeops::rules
