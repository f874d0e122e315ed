#include <algorithm>
#include <nlohmann/json.hpp>

#include "report/headline.hpp"
#include "report/json_text.hpp"
#include "report/report.hpp"
#include "report/words.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

using namespace report;
using Json = nlohmann::ordered_json;

// `path` is the file's own name, so that a program can open it; everything else is for reading. Columns count code points, the
// end is the column after the last one. All null where no file can be named.
Json place_json(const text::Place& place) {
  if (!place) return {{"path", nullptr}, {"line", nullptr}, {"column", nullptr}, {"endLine", nullptr}, {"endColumn", nullptr}};
  const text::Position begin = place.start();
  const text::Position end = place.source->position(std::max(place.span.begin, place.span.end));
  return {{"path", text::to_valid_utf8(place.path())},
          {"line", begin.line},
          {"column", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

Json related_json(const Finding& finding) {
  Json list = Json::array();
  for (const Related& related : finding.related) {
    Json entry = place_json(related.place);
    entry["message"] = shown(related.message);
    list.push_back(std::move(entry));
  }
  return list;
}

Json suppression_json(const Suppression& suppression) {
  Json entry = {{"reason", shown(suppression.reason)}, {"until", shown(suppression.until)}};
  entry.update(place_json(suppression.place));
  return entry;
}

Json fix_json(const Fix& fix) {
  Json entry = place_json(fix.place);
  entry["replacement"] = text::to_valid_utf8(fix.text);
  entry["description"] = shown(fix.description);
  return entry;
}

Json finding_json(const Judged& judged) {
  const Finding& finding = judged.finding;
  Json entry = {{"rule", judged.id()},     {"level", to_string(judged.level)}, {"hardStop", judged.hard_stop},
                {"blocks", judged.blocks}, {"atBase", judged.at_base},         {"onChangedLine", judged.on_changed_line}};
  entry.update(place_json(finding.place));
  entry["message"] = {{"what", shown(finding.what)}, {"why", shown(finding.why)}, {"next", shown(finding.next)}};
  entry["related"] = related_json(finding);
  if (finding.fix && finding.fix->place) entry["fix"] = fix_json(*finding.fix);
  if (judged.suppression) entry["suppression"] = suppression_json(*judged.suppression);
  return entry;
}

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

Json counts_json(const Verdict& verdict) {
  return {{"errors", verdict.count(Level::error)},
          {"warnings", verdict.count(Level::warning)},
          {"notes", verdict.count(Level::note)},
          {"silenced", verdict.silenced()}};
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
