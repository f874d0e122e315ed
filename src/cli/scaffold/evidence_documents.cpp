#include "cli/scaffold/evidence_documents.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/scaffold/draft.hpp"
#include "cli/scaffold/page.hpp"
#include "rules/restore_proof.hpp"

namespace safeops {
namespace {

constexpr std::size_t spec = 2;
constexpr std::size_t below = 4;
constexpr std::size_t most_steps = 20;

std::vector<std::string> rollback_steps(const Plan& plan) {
  std::vector<std::string> steps = yaml::texts(plan.root->at("spec.rollback.steps"));
  if (steps.size() > most_steps) steps.resize(most_steps);
  if (steps.empty()) steps = {"turn the flag off", "roll the app back"};
  return steps;
}

Page safeops_page(std::string_view about, std::string_view kind, std::string_view name) {
  Page page("../../schemas/evidence.json", about);
  page.line("apiVersion: safeops.dev/v1alpha1").line(fmt::format("kind: {}", kind)).line("metadata:").field("name", name, spec);
  page.line("spec:");
  return page;
}

}  // namespace

std::vector<yaml::Node> file_items(const std::vector<FileDigest>& files) {
  std::vector<yaml::Node> items;
  for (const FileDigest& file : files) {
    yaml::Node item = yaml::Node::map();
    item.set("path", text_node(file.path));
    item.set("sha256", text_node(file.sha256));
    items.push_back(std::move(item));
  }
  return items;
}

std::string write_drill(const Plan& plan, std::string_view environment) {
  Page page = safeops_page(
      fmt::format("The way back of plan {}, walked once before it is needed: after the expand has landed.", plan.name),
      "RollbackDrill", fmt::format("{}-drill-{}", plan.name, file_name_part(environment)));
  page.field("plan", plan.name, spec);
  page.comment("Where it was done.", spec).field("environment", environment, spec);
  page.comment("What told that it is time to go back: an alert, a ratio.", spec);
  page.line("# failureSignal: alert BackendErrorBudgetBurn", spec);
  page.comment("What was done, and when.", spec).line("# steps:", spec);
  for (const std::string& step : rollback_steps(plan))
    page.line("#   - at: 2026-01-15T10:00:00Z", spec).comment(fmt::format("    action: {}", step), spec);
  page.comment("From the signal to a healthy service.", spec).line("# recoveryTime: 4m", spec);
  page.comment("Was the old version of the app healthy on the expanded schema? Without a yes there is no way back.", spec);
  page.line("# oldAppHealthy: true", spec);
  return page.text();
}

std::string write_restore_test(const Plan& plan, const std::vector<std::string>& clusters) {
  Page page(fmt::format("What was checked after database {} was restored from its newest backup.", plan.database));
  page.comment("Beside it belongs the restored Cluster as exported: safeops-check evidence add.");
  page.line("_type: https://in-toto.io/Statement/v1").line("subject:");
  page.comment("The Cluster that was restored, as namespace/name.", spec);
  if (clusters.size() > 1) page.comment(fmt::format("One of {}.", fmt::join(clusters, ", ")), spec);
  page.items({text_field("name", clusters.empty() ? plan.database : clusters.front())}, spec);
  page.line("annotations:", below).comment("Into which Cluster, and when it was ready.", below + 2);
  page.line("# restoredInto: staging/restore-test", below + 2).line("# restoredAt: 2026-01-15T10:00:00Z", below + 2);
  page.line("predicateType: https://in-toto.io/attestation/test-result/v0.1").line("predicate:");
  page.comment("PASSED, or FAILED with failedTests.", spec).line("# result: PASSED", spec);
  page.comment(
      "What passed. All five count: the schema is complete, rows can be read and written, the app works on it, roles may do "
      "what they must, and the tables hold as many rows as they should.",
      spec);
  page.line(fmt::format("# passedTests: [{}]", fmt::join(restore_checks, ", ")), spec);
  return page.text();
}

std::string write_break_glass(const Plan& plan, const std::vector<FileDigest>& files) {
  Page page = safeops_page(
      "An emergency: the incident owner answers for going on without the proofs. Only with all four parts, and for "
      "exactly the files below. Every report says so, and the follow-up is asked for when its day has passed.",
      "BreakGlass", fmt::format("{}-break-glass", plan.name));
  page.comment("Which incident: its number or address.", spec).line("# incident: INC-1234", spec);
  page.comment("1. The incident owner approves; never an author of the change.", spec).line("# approval:", spec);
  page.line("#   by: \"@alice\"", spec).line("#   at: 2026-01-15T10:00:00Z", spec);
  page.comment("2. What may be lost, and that it is accepted.", spec);
  page.line("# riskAcceptance: Logins of the last hour may be lost; accepted by the head of product", spec);
  page.comment("3. How to recover if it goes wrong.", spec);
  page.line("# recoveryPath: Recover the cluster to the minute before the merge, then release 1.5.0", spec);
  page.comment("4. What is made good afterwards, and by which day.", spec).line("# followUp:", spec);
  page.line("#   action: Test a restore and drill the rollback", spec).line("#   due: 2026-01-22", spec);
  page.comment(
      "The change it is for: every file of it outside .safeops/evidence/, as it is now. An edit of one of them voids this.",
      spec);
  page.list("files", file_items(files), spec);
  return page.text();
}

}  // namespace safeops
