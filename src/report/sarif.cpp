#include "report/sarif.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "report/excerpt.hpp"
#include "report/headline.hpp"
#include "report/json_text.hpp"
#include "report/line_hash.hpp"
#include "report/report.hpp"
#include "report/sarif_rule.hpp"
#include "report/uri.hpp"
#include "report/words.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_results = 5000;                 // what GitHub keeps of a run
constexpr std::size_t most_related = 100;                  // what GitHub keeps of a result
constexpr std::size_t room_for_results = 8 * 1024 * 1024;  // GitHub refuses more than 10 MB, compressed
constexpr std::string_view root_base = "%SRCROOT%";

// Each file is hashed once, however many findings it has.
class Fingerprints {
 public:
  std::string of(const text::Place& place) {
    const text::Source& source = *place.source;
    const bool unread = source.unreadable() == text::Unreadable::too_large || source.unreadable() == text::Unreadable::not_a_file;
    if (unread) return {};
    return files_.try_emplace(&source, source.bytes()).first->second.at(place.start().line);
  }

 private:
  std::map<const text::Source*, LineHashes> files_;  // only looked up, never listed
};

// In a message `[text](target)` is a link: a string from the repository must not make one.
std::string without_links(std::string_view text) {
  return replaced(text, "](", "] (");
}

std::string link_text(std::string_view text) {
  return replaced(replaced(replaced(text, "\\", "\\\\"), "[", "\\["), "]", "\\]");
}

Json region_json(const text::Place& place) {
  const auto [begin, end] = first_line_region(place);
  return {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
}

Json artifact_json(std::string_view path) {
  return {{"uri", path_uri(path)}, {"uriBaseId", root_base}};
}

// GitHub refuses a result without a place. One that names no file is about the repository as a whole, so it stands where the gate
// is set up: at the top of the policy, whether there is one or not.
Json location_json(const text::Place& place) {
  if (place) return {{"physicalLocation", {{"artifactLocation", artifact_json(place.path())}, {"region", region_json(place)}}}};
  const Json top = {{"startLine", 1}, {"startColumn", 1}, {"endLine", 1}, {"endColumn", 1}};
  return {{"physicalLocation", {{"artifactLocation", artifact_json(policy_path)}, {"region", top}}}};
}

std::vector<const Related*> shown_related(const Finding& finding) {
  std::vector<const Related*> shown;
  for (const Related& related : finding.related)
    if (related.place && shown.size() < most_related) shown.push_back(&related);
  return shown;
}

Json related_json(const Finding& finding) {
  Json list = Json::array();
  for (const Related* related : shown_related(finding)) {
    Json location = {{"id", list.size() + 1}};
    location.update(location_json(related->place));
    location["message"] = {{"text", without_links(sentence(related->message))}};
    list.push_back(std::move(location));
  }
  return list;
}

// GitHub takes the first sentence as the title, and shows a related place only when the message links to its id.
std::string message_text(const Finding& finding) {
  std::string text = without_links(sentence(finding.what));
  for (const std::string& part : {finding.why, finding.next})
    if (!part.empty()) text += " " + without_links(sentence(part));
  std::size_t id = 0;
  for (const Related* related : shown_related(finding))
    fmt::format_to(std::back_inserter(text), " See [{}]({}): {}", link_text(spot_line(related->place)), ++id,
                   without_links(sentence(related->message)));
  return text;
}

Json suppression_json(const Suppression& suppression) {
  Json entry = {{"kind", "inSource"}, {"status", "accepted"}, {"justification", shown(suppression.reason)}};
  if (suppression.place) entry["location"] = location_json(suppression.place);
  entry["properties"] = {{"until", shown(suppression.until)}};
  return entry;
}

Json fix_json(const Fix& fix) {
  const text::Position begin = fix.place.start();
  const text::Position end = fix.place.source->position(fix.place.span.end);
  const Json region = {
      {"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}, {"endColumn", end.column}};
  const Json replacement = {{"deletedRegion", region}, {"insertedContent", {{"text", text::to_valid_utf8(fix.text)}}}};
  const Json change = {{"artifactLocation", artifact_json(fix.place.path())}, {"replacements", Json::array({replacement})}};
  return {{"description", {{"text", without_links(sentence(fix.description))}}}, {"artifactChanges", Json::array({change})}};
}

Json result_json(const Judged& judged, std::span<const RuleEntry> rules, Fingerprints& fingerprints) {
  const Finding& finding = judged.finding;
  Json result = {{"ruleId", judged.id()}};
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const RuleEntry& entry) { return entry.id == judged.id(); });
  if (rule != rules.end()) result["ruleIndex"] = rule - rules.begin();
  result["level"] = to_string(judged.level);
  result["message"] = {{"text", message_text(finding)}};
  result["locations"] = Json::array({location_json(finding.place)});
  if (Json related = related_json(finding); !related.empty()) result["relatedLocations"] = std::move(related);
  if (const std::string hash = finding.place ? fingerprints.of(finding.place) : ""; !hash.empty())
    result["partialFingerprints"] = {{"primaryLocationLineHash", hash}};
  if (judged.suppression) result["suppressions"] = Json::array({suppression_json(*judged.suppression)});
  if (finding.fix && finding.fix->place) result["fixes"] = Json::array({fix_json(*finding.fix)});
  result["properties"] = {{"hardStop", judged.hard_stop}, {"blocks", judged.blocks}, {"atBase", judged.at_base}};
  return result;
}

Json results_json(const Verdict& verdict, std::span<const RuleEntry> rules) {
  Fingerprints fingerprints;
  Json list = Json::array();
  std::size_t size = 0;
  for (const Judged& judged : verdict.findings) {
    Json result = result_json(judged, rules, fingerprints);
    size += result.dump().size();
    if (list.size() == most_results || size > room_for_results) break;
    list.push_back(std::move(result));
  }
  return list;
}

Json driver_json(std::span<const RuleEntry> rules) {
  Json descriptors = Json::array();
  for (const RuleEntry& entry : rules) descriptors.push_back(rule_descriptor(entry));
  return {{"name", "safeops-check"},
          {"semanticVersion", SAFEOPS_VERSION},
          {"informationUri", "https://safeops.dev/"},
          {"rules", std::move(descriptors)}};
}

Json notifications_json(const Verdict& verdict, std::size_t results) {
  Json list = Json::array();
  const auto add = [&](std::string_view note) {
    list.push_back({{"level", "note"}, {"message", {{"text", without_links(sentence(note))}}}});
  };
  for (const std::string& note : verdict.notes) add(note);
  if (const std::size_t all = verdict.findings.size(); all > results)
    add(fmt::format("{} are left out: GitHub takes no more, and these are the worst", counted(all - results, "finding")));
  return list;
}

Json invocation_json(const Verdict& verdict, std::size_t results) {
  Json invocation = {{"executionSuccessful", verdict.outcome != Outcome::could_not_inspect}, {"exitCode", verdict.exit_code()}};
  if (Json notes = notifications_json(verdict, results); !notes.empty())
    invocation["toolExecutionNotifications"] = std::move(notes);
  return invocation;
}

// SARIF's versionControlProvenance needs the repository's URI, which no git object tells.
Json run_properties(const Verdict& verdict) {
  return {{"verdict", verdict_label(verdict)},
          {"base", shown(verdict.base)},
          {"baseCommit", shown(verdict.base_id)},
          {"head", shown(verdict.head)},
          {"headCommit", shown(verdict.head_id)}};
}

Json run_json(const Verdict& verdict, std::span<const RuleEntry> rules) {
  const Json root = {{"description", {{"text", "The root of the repository."}}}};
  Json results = results_json(verdict, rules);
  return {{"tool", {{"driver", driver_json(rules)}}},
          {"automationDetails", {{"id", "safeops-check/"}}},
          {"invocations", Json::array({invocation_json(verdict, results.size())})},
          {"originalUriBaseIds", {{root_base, root}}},
          {"columnKind", "unicodeCodePoints"},
          {"results", std::move(results)},
          {"properties", run_properties(verdict)}};
}

}  // namespace

std::string write_sarif(const Verdict& verdict, std::span<const RuleEntry> rules) {
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run_json(verdict, rules)})}};
  return json_text(log);
}

}  // namespace report

std::string write_sarif(const Verdict& verdict) {
  return report::write_sarif(verdict, all_rules());
}

}  // namespace safeops
