#include "estate/restore_test.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace safeops {
namespace {

std::string whole_name(std::string_view namespace_, std::string_view name) {
  return fmt::format("{}/{}", namespace_, name);
}

bool names(const TestResult& result, std::string_view cluster) {
  return std::any_of(result.subjects.begin(), result.subjects.end(),
                     [&](const TestResult::Subject& subject) { return subject.name == cluster; });
}

bool is_deployed(const Estate& estate, const ClusterEvidence& exported) {
  const auto same = estate.clusters_named(exported.cluster());
  return std::any_of(same.begin(), same.end(), [&](const Cluster* cluster) {
    return cluster->deployed() && cluster->namespace_() == exported.namespace_();
  });
}

RestoreTest test_of(const ClusterEvidence& exported) {
  return {.plan = exported.plan,
          .restored = &exported,
          .results = {},
          .into = whole_name(exported.namespace_(), exported.cluster()),
          .at = exported.recovery->at,
          .place = exported.object.place(),
          .at_place = exported.recovery->at_place};
}

RestoreTest test_of(const TestResult& result, const TestResult::Subject& subject) {
  return {.plan = result.plan,
          .restored = nullptr,
          .results = {&result},
          .into = subject.restored_into,
          .at = subject.restored_at,
          .place = result.place(),
          .at_place = subject.restored_place};
}

// Restored from a Backup object in the restored Cluster's own namespace, which is among the evidence too.
bool from_backup_of(const Estate& estate, const ClusterEvidence& restored, const ProvedDatabase& database) {
  const auto& backups = estate.backups();
  return std::any_of(backups.begin(), backups.end(), [&](const BackupEvidence& backup) {
    return backup.plan == restored.plan && !backup.of_store() && backup.object.name() == restored.recovery->backup &&
           backup.namespace_ == restored.namespace_() && is_of(backup, database);
  });
}

std::string_view destination_of(const Cluster* cluster) {
  if (!cluster || cluster->backup_method() != BackupMethod::barman_object_store) return {};
  const std::string_view path = cluster->archive_destination();
  return path.find("${") == path.npos ? path : std::string_view{};
}

enum class Origin { same, other, unknown };

// Whose archive the restored Cluster was recovered from, by what it says itself. Clusters of several environments share a name,
// so that only the destination tells them apart.
Origin origin_of(const Estate& estate, const ClusterEvidence& restored, const ProvedDatabase& database) {
  const ClusterEvidence::Recovery& recovery = *restored.recovery;
  if (!recovery.backup.empty()) return from_backup_of(estate, restored, database) ? Origin::same : Origin::unknown;
  const std::string_view server = database.cluster ? archive_name(*database.cluster) : database.name;
  const std::string_view destination = destination_of(database.cluster);
  if (!server.empty() && !recovery.server.empty() && recovery.server != server) return Origin::other;
  if (!destination.empty() && !recovery.destination.empty())
    return recovery.destination == destination ? Origin::same : Origin::other;
  return !database.cluster && recovery.server == server ? Origin::same : Origin::unknown;
}

bool named_by_results(const RestoreTest& test, const ProvedDatabase& database) {
  const std::string expected =
      database.cluster ? whole_name(database.cluster->namespace_(), database.cluster->name()) : std::string(database.name);
  return std::any_of(test.results.begin(), test.results.end(), [&](const TestResult* result) {
    return std::any_of(result->subjects.begin(), result->subjects.end(), [&](const TestResult::Subject& subject) {
      const std::string_view name = subject.name;
      return name == expected || (!database.cluster && name.ends_with("/" + expected));
    });
  });
}

}  // namespace

std::vector<RestoreTest> restore_tests(const Estate& estate, std::string_view plan) {
  std::vector<RestoreTest> tests;
  for (const ClusterEvidence& exported : estate.exported_clusters()) {
    if (exported.plan == plan && exported.recovery && !is_deployed(estate, exported)) tests.push_back(test_of(exported));
  }
  const std::size_t exported = tests.size();
  for (const TestResult& result : estate.test_results()) {
    if (result.plan != plan) continue;
    bool stands_alone = true;
    for (std::size_t i = 0; i < exported; ++i) {
      if (!names(result, tests[i].into)) continue;
      tests[i].results.push_back(&result);
      stands_alone = false;
    }
    if (!stands_alone) continue;
    for (const TestResult::Subject& subject : result.subjects) tests.push_back(test_of(result, subject));
  }
  return tests;
}

bool is_of(const Estate& estate, const RestoreTest& test, const ProvedDatabase& database) {
  const Origin origin = test.restored ? origin_of(estate, *test.restored, database) : Origin::unknown;
  return origin == Origin::same || (origin == Origin::unknown && named_by_results(test, database));
}

std::vector<std::string> left_open(const RestoreTest& test) {
  std::vector<std::string> open;
  if (test.restored && !test.restored->recovery->ready) open.emplace_back("the restored Cluster is not ready");
  if (test.results.empty()) {
    open.emplace_back("no Statement says what was checked in it");
    return open;
  }
  std::vector<std::string> mentioned;
  for (const TestResult* result : test.results) {
    if (result->result != "PASSED") open.push_back(fmt::format("its result is `{}`, not `PASSED`", result->result));
    for (const std::string& name : result->failed) open.push_back(fmt::format("the check `{}` failed", name));
    for (const auto* looked_at : {&result->passed, &result->failed})
      mentioned.insert(mentioned.end(), looked_at->begin(), looked_at->end());
  }
  std::vector<std::string_view> absent;
  for (const std::string_view check : restore_checks) {
    if (std::find(mentioned.begin(), mentioned.end(), check) == mentioned.end()) absent.push_back(check);
  }
  if (!absent.empty()) open.push_back(fmt::format("nothing says that it passed {}", fmt::join(absent, ", ")));
  return open;
}

std::string RestoreTest::text() const {
  if (restored) return fmt::format("the restored {}", restored->object.id().text());
  return into.empty() ? "the restore test" : fmt::format("the restore test in {}", into);
}

}  // namespace safeops
