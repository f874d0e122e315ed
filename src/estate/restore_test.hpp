#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "estate/proved_database.hpp"

namespace safeops {

// One restore test among a plan's evidence: a Cluster that was recovered from a backup, as exported, with the Statements that
// name it; or a Statement alone.
struct RestoreTest {
  std::string_view plan;
  const ClusterEvidence* restored = nullptr;  // null: only a Statement speaks of it
  std::vector<const TestResult*> results;
  std::string into;  // namespace/name of what was restored, "" when nothing says so
  std::optional<text::Seconds> at;
  text::Place place;
  text::Place at_place;

  [[nodiscard]] std::string text() const;  // "the restored Cluster drill/app-postgres-restored"
};

// What is tested of a restored database, as passedTests of a Statement names it.
inline constexpr std::string_view restore_checks[] = {"schema", "read-write", "app-smoke", "permissions", "row-counts"};

// Every restore test among the evidence of a plan. A Cluster that the repository itself deploys is none.
std::vector<RestoreTest> restore_tests(const Estate& estate, std::string_view plan);

// Was it that database that was restored?
bool is_of(const Estate& estate, const RestoreTest& test, const ProvedDatabase& database);

// What a restore test leaves open, as clauses: "the check `permissions` failed". Empty when it shows that the database works.
std::vector<std::string> left_open(const RestoreTest& test);

}  // namespace safeops
