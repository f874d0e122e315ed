#include "rules/drill_proof.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops::rules {
namespace {

using Step = RollbackDrill::Step;
using Verdict = DrillProof::Verdict;

bool before(const RollbackDrill& drill, text::Seconds time) {
  return std::any_of(drill.steps.begin(), drill.steps.end(), [&](const Step& step) { return step.at && *step.at < time; });
}

bool all_say_when_and_what(const RollbackDrill& drill) {
  return std::all_of(drill.steps.begin(), drill.steps.end(), [](const Step& step) { return step.at && !step.action.empty(); });
}

}  // namespace

std::vector<std::string> left_out(const Change& change, const DrillProof& proof, const RollbackDrill& drill) {
  std::vector<std::string> lacks;
  if (drill.steps.empty()) lacks.emplace_back("it has no steps");
  if (!all_say_when_and_what(drill)) lacks.emplace_back("a step does not say when it was, or what was done");
  if (drill.failure_signal.empty()) lacks.emplace_back("it names no failure signal");
  if (!drill.recovery_time) lacks.emplace_back("it does not say how long recovery took");
  if (!drill.old_app_healthy) lacks.emplace_back("it does not say whether the old app was healthy on the expanded schema");
  if (drill.old_app_healthy == false) lacks.emplace_back("the old app was not healthy on the expanded schema");
  if (!change.policy().environment(drill.environment))
    lacks.push_back(fmt::format("its environment `{}` is none of this repository's", drill.environment));
  if (proof.expanded && before(drill, proof.expanded->time))
    lacks.push_back(fmt::format("it was before the expand step landed at {}", text::format_time(proof.expanded->time)));
  return lacks;
}

DrillProof drill_proof(const Change& change, const Plan& plan) {
  DrillProof proof{.plan = &plan, .expanded = change.expand_landed(plan)};
  const auto conclude = [&](Verdict verdict, const RollbackDrill& drill) {
    proof.verdict = verdict;
    proof.nearest = &drill;
  };
  for (const RollbackDrill& drill : change.head().drills()) {
    if (drill.directory != plan.name || proof.verdict == Verdict::proved) continue;
    const bool own = drill.plan == plan.name;
    if (own) conclude(left_out(change, proof, drill).empty() ? Verdict::proved : Verdict::incomplete, drill);
    if (!proof.nearest) proof.nearest = &drill;
  }
  return proof;
}

std::vector<DrillProof> drill_proofs(const Change& change) {
  std::vector<DrillProof> proofs;
  for (const Plan* plan : change.plans_contracting()) proofs.push_back(drill_proof(change, *plan));
  return proofs;
}

}  // namespace safeops::rules
