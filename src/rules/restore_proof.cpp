#include "rules/restore_proof.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rules/backup_proof.hpp"
#include "rules/proved_clusters.hpp"

namespace safeops::rules {
namespace {

using Verdict = RestoreProof::Verdict;
using Tests = std::vector<RestoreTest>;

std::string whole_name(std::string_view namespace_, std::string_view name) {
  return fmt::format("{}/{}", namespace_, name);
}

bool names(const TestResult& result, std::string_view cluster) {
  return std::any_of(result.subjects.begin(), result.subjects.end(),
                     [&](const TestResult::Subject& subject) { return subject.name == cluster; });
}

bool is_deployed(const Change& change, const ClusterEvidence& exported) {
  const auto same = change.head().clusters_named(exported.cluster());
  return std::any_of(same.begin(), same.end(), [&](const Cluster* cluster) {
    return cluster->deployed() && cluster->namespace_() == exported.namespace_();
  });
}

RestoreTest test_of(const ClusterEvidence& exported) {
  return {.restored = &exported,
          .results = {},
          .into = whole_name(exported.namespace_(), exported.cluster()),
          .at = exported.recovery->at,
          .place = exported.object.place(),
          .at_place = exported.recovery->at_place};
}

RestoreTest test_of(const TestResult& result, const TestResult::Subject& subject) {
  return {.restored = nullptr,
          .results = {&result},
          .into = subject.restored_into,
          .at = subject.restored_at,
          .place = result.place(),
          .at_place = subject.restored_place};
}

// Restored from a Backup object in the restored Cluster's own namespace, which is among the evidence too.
bool from_backup_of(const Change& change, const ClusterEvidence& restored, const RestoreProof& proof) {
  const BackupProof of_cluster{.plan = proof.plan, .cluster = proof.cluster, .verdict = {}, .expanded = {}};
  const auto& backups = change.head().backups();
  return std::any_of(backups.begin(), backups.end(), [&](const BackupEvidence& backup) {
    return backup.plan == restored.plan && !backup.of_store() && backup.object.name() == restored.recovery->backup &&
           backup.namespace_ == restored.namespace_() && is_of(backup, of_cluster);
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
Origin origin_of(const Change& change, const ClusterEvidence& restored, const RestoreProof& proof) {
  const ClusterEvidence::Recovery& recovery = *restored.recovery;
  if (!recovery.backup.empty()) return from_backup_of(change, restored, proof) ? Origin::same : Origin::unknown;
  const std::string_view server = proof.cluster ? archive_name(*proof.cluster) : std::string_view(proof.plan->database);
  const std::string_view destination = destination_of(proof.cluster);
  if (!server.empty() && !recovery.server.empty() && recovery.server != server) return Origin::other;
  if (!destination.empty() && !recovery.destination.empty())
    return recovery.destination == destination ? Origin::same : Origin::other;
  return !proof.cluster && recovery.server == server ? Origin::same : Origin::unknown;
}

bool named_by_results(const RestoreTest& test, const RestoreProof& proof) {
  const std::string expected =
      proof.cluster ? whole_name(proof.cluster->namespace_(), proof.cluster->name()) : proof.plan->database;
  return std::any_of(test.results.begin(), test.results.end(), [&](const TestResult* result) {
    return std::any_of(result->subjects.begin(), result->subjects.end(), [&](const TestResult::Subject& subject) {
      const std::string_view name = subject.name;
      return name == expected || (!proof.cluster && name.ends_with("/" + expected));
    });
  });
}

bool is_of(const Change& change, const RestoreTest& test, const RestoreProof& proof) {
  const Origin origin = test.restored ? origin_of(change, *test.restored, proof) : Origin::unknown;
  return origin == Origin::same || (origin == Origin::unknown && named_by_results(test, proof));
}

template <typename Holds>
Tests select(const Tests& tests, Holds&& holds) {
  Tests selected;
  std::copy_if(tests.begin(), tests.end(), std::back_inserter(selected), holds);
  return selected;
}

void conclude(RestoreProof& proof, Verdict verdict, const Tests& because) {
  proof.verdict = verdict;
  const auto later = [](const RestoreTest& a, const RestoreTest& b) { return a.at < b.at; };
  const auto newest = std::max_element(because.begin(), because.end(), later);
  if (newest != because.end()) proof.nearest = *newest;
}

void judge(const Change& change, const Tests& all, RestoreProof& proof) {
  const Tests own = select(all, [&](const RestoreTest& test) { return is_of(change, test, proof); });
  const Tests fresh = select(own, [&](const RestoreTest& test) { return staleness(change, test).empty(); });
  const Tests verified = select(fresh, [](const RestoreTest& test) { return left_open(test).empty(); });
  if (!verified.empty()) return conclude(proof, Verdict::proved, verified);
  if (!fresh.empty()) return conclude(proof, Verdict::unverified, fresh);
  if (!own.empty()) return conclude(proof, Verdict::stale, own);
  conclude(proof, all.empty() ? Verdict::missing : Verdict::foreign, all);
}

}  // namespace

std::vector<RestoreTest> restore_tests(const Change& change, const Plan& plan) {
  Tests tests;
  for (const ClusterEvidence& exported : change.head().exported_clusters()) {
    if (exported.plan == plan.name && exported.recovery && !is_deployed(change, exported)) tests.push_back(test_of(exported));
  }
  const std::size_t exported = tests.size();
  for (const TestResult& result : change.head().test_results()) {
    if (result.plan != plan.name) continue;
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

std::vector<RestoreProof> restore_proofs(const Change& change, const Plan& plan) {
  const Tests tests = restore_tests(change, plan);
  std::vector<RestoreProof> proofs;
  for (const Cluster* cluster : clusters_to_prove(change, plan)) {
    proofs.push_back({.plan = &plan, .cluster = cluster, .verdict = {}, .nearest = {}});
    judge(change, tests, proofs.back());
  }
  return proofs;
}

std::vector<RestoreProof> restore_proofs(const Change& change) {
  std::vector<RestoreProof> proofs;
  for (const Plan* plan : change.plans_contracting()) {
    for (RestoreProof& proof : restore_proofs(change, *plan)) proofs.push_back(std::move(proof));
  }
  return proofs;
}

std::string staleness(const Change& change, const RestoreTest& test) {
  if (!test.at) return "does not say when it was";
  const text::Seconds age = change.now() - *test.at;
  if (age <= change.policy().restore_max_age) return {};
  return fmt::format("is {} old, policy allows {}", text::format_duration(age),
                     text::format_duration(change.policy().restore_max_age));
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

std::string RestoreProof::where() const {
  return cluster ? cluster->text() : fmt::format("Cluster {}", plan->database);
}

std::string how_to_test_restore(const RestoreProof& proof) {
  return fmt::format(
      "Recover a new Cluster from the newest backup (`bootstrap.recovery`), run the app's checks against it, and save `kubectl "
      "get "
      "cluster <name> -o yaml` and a Statement with {} in `passedTests` below `.safeops/evidence/{}/`; `safeops-check explain "
      "evidence-restore-missing` shows both.",
      fmt::join(restore_checks, ", "), proof.plan->name);
}

}  // namespace safeops::rules
