#include <nlohmann/json.hpp>

#include "report/finding_json.hpp"
#include "report/headline.hpp"
#include "report/json_text.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace safeops {
namespace {

using namespace report;
using Json = nlohmann::ordered_json;

std::string_view state_word(ChecklistItem::State state) {
  switch (state) {
    case ChecklistItem::State::passed:
      return "passed";
    case ChecklistItem::State::failed:
      return "failed";
    case ChecklistItem::State::warned:
      return "warned";
    case ChecklistItem::State::not_needed:
      return "not-needed";
  }
  return "not-needed";
}

Json item_json(const ChecklistItem& item) {
  return {{"state", state_word(item.state)}, {"text", shown(item.text)}, {"detail", shown(item.detail)}};
}

Json coverage_json(const Coverage& coverage) {
  return {{"filesChanged", coverage.files_changed},
          {"filesLookedAt", coverage.files_looked_at},
          {"filesSkipped", coverage.files_skipped},
          {"filesNotUnderstood", coverage.files_not_understood},
          {"statements", coverage.statements}};
}

Json revision_json(const std::string& name, const std::string& id) {
  return {{"name", shown(name)}, {"commit", id.empty() ? Json(nullptr) : Json(shown(id))}};
}

}  // namespace

std::string write_json(const Verdict& verdict) {
  JsonDocument report;
  report.member("apiVersion", "safeops.dev/v1alpha1");
  report.member("kind", "Report");
  report.member("version", SAFEOPS_VERSION);
  report.member("verdict", verdict_word(verdict));
  report.member("exitCode", verdict.exit_code());
  report.member("mode", verdict.mode == Policy::Mode::advise ? "advise" : "enforce");
  report.member("failOn", to_string(verdict.fail_on));
  report.member("base", revision_json(verdict.base, verdict.base_id));
  report.member("head", revision_json(verdict.head, verdict.head_id));
  report.member("counts", counts_json(verdict));
  report.member("coverage", coverage_json(verdict.coverage));
  report.list("checklist", verdict.checklist, item_json);
  report.list("findings", verdict.findings, finding_json);
  report.list("notes", verdict.notes, [](const std::string& note) { return Json(shown(note)); });
  return std::move(report).take();
}

}  // namespace safeops
