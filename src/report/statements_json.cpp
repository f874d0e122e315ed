#include <nlohmann/json.hpp>

#include "report/json_text.hpp"
#include "report/statement_list.hpp"
#include "report/statements.hpp"
#include "report/words.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

using namespace report;
using Json = nlohmann::ordered_json;

Json place_json(const text::Place& place, const PathNames& names) {
  const text::Position begin = place.start();
  const text::Position end = place.source ? place.source->position(place.span.end) : begin;
  return {{"file", text::to_valid_utf8(names(place.path()))},
          {"line", begin.line},
          {"column", begin.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

Json finding_json(const Judged& judged) {
  const Finding& finding = judged.finding;
  return {{"rule", judged.id()},
          {"level", to_string(judged.level)},
          {"line", finding.place.start().line},
          {"what", shown(finding.what)},
          {"why", shown(finding.why)},
          {"next", shown(finding.next)},
          {"silenced", judged.suppression.has_value()}};
}

Json findings_json(const StatementEntry& entry) {
  Json list = Json::array();
  for (const Judged* judged : entry.findings) list.push_back(finding_json(*judged));
  return list;
}

Json names_json(const std::set<sql::Name>& names, const StatementFacts& facts) {
  Json list = Json::array();
  for (const sql::Name& name : names) list.push_back(relation_text(name, facts));
  return list;
}

Json locks_json(const StatementFacts& facts) {
  Json locks = Json::object();
  for (const auto& [name, mode] : facts.cost.locks) locks[relation_text(name, facts)] = sql::to_string(mode);
  return locks;
}

Json statement_json(const StatementEntry& entry, const PathNames& names) {
  if (!entry.facts)
    return {{"place", place_json(entry.place, names)},
            {"kind", nullptr},
            {"phase", "unknown"},
            {"locks", Json::object()},
            {"rewrites", Json::array()},
            {"scans", Json::array()},
            {"transaction", "unknown"},
            {"rerun", "unknown"},
            {"findings", findings_json(entry)}};
  const StatementFacts& facts = *entry.facts;
  return {{"place", place_json(entry.place, names)},
          {"kind", shown(facts.statement->kind)},
          {"phase", sql::to_string(facts.statement->phase())},
          {"locks", locks_json(facts)},
          {"rewrites", names_json(facts.cost.rewrites, facts)},
          {"scans", names_json(facts.cost.scans, facts)},
          {"transaction", facts.cost.transaction_forbidden ? "forbidden" : "any"},
          {"rerun", rerun_word(facts.rerun)},
          {"findings", findings_json(entry)}};
}

}  // namespace

std::string write_statements_json(const Change& change, const Verdict& verdict, const PathNames& names) {
  std::string items;
  for (const StatementEntry& entry : list_statements(change, verdict))
    items += (items.empty() ? "  " : ",\n  ") + json_text(statement_json(entry, names));
  return items;
}

}  // namespace safeops
