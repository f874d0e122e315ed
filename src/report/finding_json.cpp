#include "report/finding_json.hpp"

#include <algorithm>

#include "report/words.hpp"
#include "text/escape.hpp"

namespace safeops::report {
namespace {

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

}  // namespace

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

Json counts_json(const Verdict& verdict) {
  return {{"errors", verdict.count(Level::error)},
          {"warnings", verdict.count(Level::warning)},
          {"notes", verdict.count(Level::note)},
          {"silenced", verdict.silenced()}};
}

}  // namespace safeops::report
