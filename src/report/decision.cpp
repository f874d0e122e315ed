#include "report/decision.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/json_text.hpp"
#include "report/markup.hpp"
#include "report/model_parts.hpp"
#include "report/paint.hpp"
#include "report/words.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

using namespace report;

bool is_emergency(const Decision& decision) {
  return std::any_of(decision.preconditions.begin(), decision.preconditions.end(),
                     [](const Precondition& precondition) { return precondition.lifted; });
}

std::string_view answer(const Decision& decision) {
  if (!decision.go) return "NO-GO";
  return is_emergency(decision) ? "GO (BREAK-GLASS)" : "GO";
}

std::string_view mark(const Precondition& precondition) {
  return precondition.lifted ? "LIFTED" : precondition.met ? "ok" : "open";
}

std::string reason(const Decision& decision) {
  if (decision.go && is_emergency(decision)) return "a break-glass record lets pass what is not proved.";
  if (decision.go) return "every precondition of the contract step holds.";
  if (!decision.brings_contract)
    return "this change brings no contract file of the plan, so there is nothing to decide. Name its files under `spec.contract` "
           "and add them.";
  std::size_t open = 0;
  for (const Precondition& precondition : decision.preconditions) open += precondition.met ? 0 : 1;
  if (open == 0) return "not everything could be inspected.";
  return fmt::format("{} of {} preconditions {} not hold.", open, decision.preconditions.size(), open == 1 ? "does" : "do");
}

std::string said(const Judged& judged) {
  const std::string where = spot_line(judged.finding.place);
  return fmt::format("{}[{}] {}{}", severity(judged), judged.id(), where.empty() ? "" : where + ": ", judged.finding.what);
}

void append_json_subject(nlohmann::ordered_json& subjects, std::string_view name, std::string_view algorithm,
                         std::string_view digest) {
  subjects.push_back({{"name", text_json(name)}, {"digest", {{algorithm, digest}}}});
}

}  // namespace

std::string write_decision(const Decision& decision, bool color) {
  const Paint paint(color);
  std::string out =
      fmt::format("Contract step of plan {}, as of {}\n\n", shown(decision.plan->name), text::format_time(decision.now));
  for (const Precondition& precondition : decision.preconditions) {
    out += fmt::format(
        "{} {}\n",
        paint(precondition.met && !precondition.lifted ? Style::green : Style::red, fmt::format("{:>6}", mark(precondition))),
        precondition.question);
    for (const std::string& proof : precondition.proof) out += fmt::format("       {}\n", shown(proof));
    for (const Judged* judged : precondition.findings) {
      out += fmt::format("       {}\n", shown(said(*judged)));
      if (judged->blocks) out += fmt::format("       next: {}\n", shown(judged->finding.next));
    }
  }
  const Style style = decision.go ? Style::green : Style::red;
  return out + fmt::format("\n{}  {}\n", paint(style, answer(decision)), reason(decision));
}

std::string write_decision_markdown(const Decision& decision) {
  std::string out =
      fmt::format("# {}: contract step of plan {}\n\nAs of {}: {}\n\n", answer(decision), markup_text(decision.plan->name),
                  text::format_time(decision.now), escape_markup(reason(decision)));
  out += "| | Precondition | Proof, or what is missing |\n|---|---|---|\n";
  for (const Precondition& precondition : decision.preconditions) {
    std::string cell;
    for (const std::string& proof : precondition.proof) cell += (cell.empty() ? "" : "<br>") + markup_text(proof);
    for (const Judged* judged : precondition.findings) cell += (cell.empty() ? "" : "<br>") + markup_text(said(*judged));
    out += fmt::format("| {} | {} | {} |\n", mark(precondition), precondition.question, cell);
  }
  out += "\n## What it rests on\n\n| File | SHA-256 |\n|---|---|\n";
  for (const DecisionSubject& subject : decision.subjects)
    out += fmt::format("| {} | `{}` |\n", markup_code(subject.path), subject.sha256);
  if (!decision.policy_sha256.empty())
    out += fmt::format("| {} of the base | `{}` |\n", markup_code(policy_path), decision.policy_sha256);
  if (!decision.base_id.empty()) out += fmt::format("\nBase commit `{}`", decision.base_id);
  if (!decision.head_id.empty())
    out += fmt::format("{} head commit `{}`", decision.base_id.empty() ? "\n" : ",", decision.head_id);
  return out + "\n";
}

std::string write_decision_statement(const Decision& decision) {
  nlohmann::ordered_json subjects = nlohmann::ordered_json::array();
  for (const DecisionSubject& subject : decision.subjects) append_json_subject(subjects, subject.path, "sha256", subject.sha256);
  if (!decision.head_id.empty()) append_json_subject(subjects, "head", "gitCommit", decision.head_id);
  nlohmann::ordered_json policies = nlohmann::ordered_json::array();
  if (!decision.policy_sha256.empty())
    policies.push_back({{"uri", policy_path}, {"digest", {{"sha256", decision.policy_sha256}}}});
  nlohmann::ordered_json properties = nlohmann::ordered_json::array();
  for (const Precondition& precondition : decision.preconditions)
    if (precondition.met && !precondition.lifted) properties.push_back(precondition.property);
  if (decision.go) properties.push_back(is_emergency(decision) ? "SAFEOPS_BREAK_GLASS" : "SAFEOPS_GO");
  return json_text({{"_type", "https://in-toto.io/Statement/v1"},
                    {"subject", std::move(subjects)},
                    {"predicateType", "https://in-toto.io/attestation/svr/v0.2"},
                    {"predicate",
                     {{"verifier", {{"id", "https://safeops.dev/safeops-check"}, {"policies", std::move(policies)}}},
                      {"timeCreated", text::format_time(decision.now)},
                      {"properties", std::move(properties)}}}});
}

}  // namespace safeops
