#include "gate/decision.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rules/approval_count.hpp"
#include "rules/backup_proof.hpp"
#include "rules/drill_proof.hpp"
#include "rules/restore_proof.hpp"
#include "text/digest.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

using Proof = std::vector<std::string>;

Proof traffic(const Change& change, const Plan& plan) {
  Proof proof;
  for (const EnvironmentWindow& window : change.rollback_window(plan).environments)
    if (window.flag_on) proof.push_back(fmt::format("{}, {}", window.flag_on->text, window.flag_on->when()));
  return proof;
}

Proof window(const Change& change, const Plan& plan) {
  Proof proof;
  for (const EnvironmentWindow& there : change.rollback_window(plan).environments) {
    if (!there.over(change.now())) continue;
    proof.push_back(fmt::format("{}: from {} to {} ({})", text::visible(there.name()), text::format_time(there.clock().at),
                                text::format_time(*there.ends()), there.clock().text));
  }
  for (const std::string& criterion : change.rollback_window(plan).terms.window->criteria)
    proof.push_back(fmt::format("confirmed: {}", text::visible(criterion)));
  return proof;
}

Proof backup(const Change& change, const Plan& plan) {
  Proof proof;
  for (const rules::BackupProof& found : rules::backup_proofs(change))
    if (found.plan == &plan && found.nearest && found.nearest->stopped_at)
      proof.push_back(fmt::format("{}, stopped {} ({})", text::visible(rules::name_of(*found.nearest)),
                                  text::format_time(*found.nearest->stopped_at), found.where()));
  return proof;
}

Proof restore(const Change& change, const Plan& plan) {
  Proof proof;
  for (const rules::RestoreProof& found : rules::restore_proofs(change, plan))
    if (found.nearest && found.nearest->at)
      proof.push_back(
          fmt::format("{}, {} ({})", text::visible(found.nearest->text()), text::format_time(*found.nearest->at), found.where()));
  return proof;
}

Proof drill(const Change& change, const Plan& plan) {
  const RollbackDrill* nearest = rules::drill_proof(change, plan).nearest;
  if (!nearest) return {};
  return {fmt::format("{} in {}", text::visible(nearest->object.id().text()), text::visible(nearest->environment))};
}

Proof approval(const Change& change, const Plan& plan) {
  Proof proof;
  for (const rules::ApprovalCount& count : rules::approval_counts(change))
    if (count.plan == &plan)
      for (const Approval* counted : count.counted)
        proof.push_back(
            fmt::format("{} says go{}", text::visible(counted->by), counted->at ? ", " + text::format_time(*counted->at) : ""));
  return proof;
}

Proof documents(const Change&, const Plan& plan) {
  return {fmt::format("plan {}, owner {}", text::visible(plan.name), text::visible(plan.owner))};
}

struct DecisionQuestion {
  std::string_view text;
  std::string_view property;
  std::vector<std::string_view> rules;  // ids, or how they begin; the first question that names a rule has it
  Proof (*proof)(const Change&, const Plan&);
};

const std::vector<DecisionQuestion>& questions() {
  static const std::vector<DecisionQuestion> all = {
      {"The traffic is on the new path", "SAFEOPS_FLAG_ON", {"release-contract-flag-not-on", "release-mixed-versions"}, traffic},
      {"The rollback window has passed without an incident",
       "SAFEOPS_WINDOW_PASSED",
       {"window-", "release-destructive-after-app", "evidence-alerts"},
       window},
      {"A backup taken after the expand is there", "SAFEOPS_BACKUP_CURRENT", {"evidence-backup", "cnpg-"}, backup},
      {"A restore has been tested", "SAFEOPS_RESTORE_TESTED", {"evidence-restore"}, restore},
      {"A rollback has been drilled", "SAFEOPS_ROLLBACK_DRILLED", {"evidence-drill"}, drill},
      {"Somebody else has approved exactly these files", "SAFEOPS_APPROVED", {"evidence-approval", "evidence-reused"}, approval},
      {"Plan and evidence are what they say they are", "SAFEOPS_DOCUMENTS_VALID", {"evidence-"}, documents},
      {"Nothing else comes with the contract step", "SAFEOPS_CONTRACT_ALONE", {"release-"}, nullptr},
      {"Nothing else stands in the way", "SAFEOPS_NO_OTHER_FINDING", {""}, nullptr},
  };
  return all;
}

const DecisionQuestion& question_of(const Judged& judged) {
  return *std::find_if(questions().begin(), questions().end(), [&](const DecisionQuestion& question) {
    return std::any_of(question.rules.begin(), question.rules.end(),
                       [&](std::string_view rule) { return judged.id().starts_with(rule); });
  });
}

Precondition ask(const DecisionQuestion& question, const Change& change, const Verdict& verdict, const Plan& plan) {
  Precondition precondition{.question = question.text, .property = question.property, .proof = {}, .findings = {}, .met = true};
  for (const Judged& judged : verdict.findings) {
    if (judged.suppression || &question_of(judged) != &question) continue;
    precondition.findings.push_back(&judged);
    precondition.met = precondition.met && !judged.blocks;
    precondition.lifted = precondition.lifted || judged.lifted;
  }
  if (precondition.met && !precondition.lifted && question.proof) precondition.proof = question.proof(change, plan);
  return precondition;
}

std::vector<DecisionSubject> subjects_of(const Change& change, const Plan& plan, Library& library) {
  std::vector<git::Entry> entries = change.head().snapshot().files(fmt::format(".safeops/evidence/{}", plan.name));
  const auto add = [&](std::string_view path) {
    if (const auto entry = change.head().snapshot().find(path)) entries.push_back(*entry);
  };
  for (const FileReference& file : plan.contract) add(file.path);
  add(plan.source->path());
  std::vector<DecisionSubject> subjects;
  for (const git::Entry& entry : entries) {
    if (!entry.is_file()) continue;
    const text::Source& source = library.sources().get(entry);
    const bool whole = source.bytes().size() == source.size();
    subjects.push_back({entry.path, whole ? text::sha256_hex(source.bytes()) : ""});
  }
  std::sort(subjects.begin(), subjects.end(), [](const auto& one, const auto& other) { return one.path < other.path; });
  return subjects;
}

}  // namespace

Decision decide(const Change& change, const Verdict& verdict, const Plan& plan, Library& library) {
  Decision decision;
  decision.plan = &plan;
  const auto contracting = change.plans_contracting();
  decision.brings_contract = std::find(contracting.begin(), contracting.end(), &plan) != contracting.end();
  for (const DecisionQuestion& question : questions()) decision.preconditions.push_back(ask(question, change, verdict, plan));
  decision.subjects = subjects_of(change, plan, library);
  const bool all_read = std::none_of(decision.subjects.begin(), decision.subjects.end(),
                                     [](const DecisionSubject& subject) { return subject.sha256.empty(); });
  decision.go = decision.brings_contract && verdict.outcome == Outcome::go && all_read;
  if (const text::Source* policy = change.policy().source) decision.policy_sha256 = text::sha256_hex(policy->bytes());
  decision.now = change.now();
  decision.base_id = verdict.base_id;
  decision.head_id = verdict.head_id;
  return decision;
}

}  // namespace safeops
