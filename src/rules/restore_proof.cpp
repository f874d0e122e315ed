#include "rules/restore_proof.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rules/proved_clusters.hpp"

namespace safeops::rules {
namespace {

using Verdict = RestoreProof::Verdict;
using Tests = std::vector<RestoreTest>;

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
  const Tests own = select(all, [&](const RestoreTest& test) { return is_of(change.head(), test, proof.database()); });
  const Tests fresh = select(own, [&](const RestoreTest& test) { return staleness(change, test).empty(); });
  const Tests verified = select(fresh, [](const RestoreTest& test) { return left_open(test).empty(); });
  if (!verified.empty()) return conclude(proof, Verdict::proved, verified);
  if (!fresh.empty()) return conclude(proof, Verdict::unverified, fresh);
  if (!own.empty()) return conclude(proof, Verdict::stale, own);
  conclude(proof, all.empty() ? Verdict::missing : Verdict::foreign, all);
}

}  // namespace

std::vector<RestoreProof> restore_proofs(const Change& change, const Plan& plan) {
  const Tests tests = restore_tests(change.head(), plan.name);
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
