#pragma once

#include <deque>
#include <string_view>

#include "estate/evidence.hpp"
#include "estate/library.hpp"
#include "estate/plan.hpp"
#include "git/snapshot.hpp"

namespace safeops {

// By its name: is it YAML, or JSON, which is YAML too?
bool is_document(std::string_view path);

// By its path: is it read as evidence, and as nothing else? A script that lies there is none.
bool is_evidence(std::string_view path);

// What stands below `.safeops/` in one revision; of the policy only what is wrong with it.
struct SafeopsDocuments {
  std::deque<Plan> plans;  // by path
  std::deque<BackupEvidence> backups;
  std::deque<ClusterEvidence> clusters;
  std::deque<TestResult> test_results;
  std::deque<Approval> approvals;
  std::deque<RollbackDrill> drills;
  std::deque<BreakGlass> break_glass;
  std::deque<EvidenceTime> times;
  std::deque<DocumentProblem> problems;  // against the schemas; a document with any is read as far as it goes
};

// Reads `.safeops/plans/` and `.safeops/evidence/<plan>/`, and checks the policy. Files that are no YAML give nothing here: the
// YAML layer has said so.
SafeopsDocuments read_safeops(const git::Snapshot& snapshot, Library& library);

}  // namespace safeops
