#include "report/statement_list.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace safeops::report {
namespace {

auto order(const StatementEntry& entry) {
  return std::make_tuple(entry.place.path(), entry.place.span.begin, entry.facts == nullptr);
}

void add_statements(const MigrationStep& step, std::vector<StatementEntry>& into) {
  for (const StatementFacts& facts : step.statements)
    into.push_back({.facts = &facts, .place = step.after->place(facts.statement->span), .findings = {}});
  for (const sql::Problem& problem : step.after->script().problems)
    if (problem.direction == sql::Direction::up) into.push_back({.place = step.after->place(problem.span), .findings = {}});
}

// The innermost statement around a finding, else the first of its file.
StatementEntry* entry_for(const text::Place& place, std::vector<StatementEntry>& entries) {
  StatementEntry* found = nullptr;
  for (StatementEntry& entry : entries) {
    if (entry.place.source != place.source) continue;
    const bool around = entry.place.span.begin <= place.span.begin && place.span.begin < entry.place.span.end;
    if (!found || around) found = &entry;
  }
  return found;
}

}  // namespace

std::vector<StatementEntry> list_statements(const Change& change, const Verdict& verdict) {
  std::vector<StatementEntry> entries;
  for (const MigrationStep& step : change.migrations())
    if (step.after) add_statements(step, entries);
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return order(a) < order(b); });
  std::map<const text::Source*, std::vector<StatementEntry>> by_file;
  for (StatementEntry& entry : entries) by_file[entry.place.source].push_back(std::move(entry));
  for (const Judged& judged : verdict.findings) {
    const auto file = by_file.find(judged.finding.place.source);
    if (file == by_file.end()) continue;
    if (StatementEntry* entry = entry_for(judged.finding.place, file->second)) entry->findings.push_back(&judged);
  }
  std::vector<StatementEntry> all;
  for (auto& [source, list] : by_file) std::move(list.begin(), list.end(), std::back_inserter(all));
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return order(a) < order(b); });
  return all;
}

std::string relation_text(const sql::Name& name, const StatementFacts& facts) {
  const auto& path = facts.search_path;
  const bool visible = name.schema == "pg_temp" || std::find(path.begin(), path.end(), name.schema) != path.end();
  return visible ? name.name : name.schema + "." + name.name;
}

std::string_view rerun_word(StatementFacts::Rerun rerun) {
  switch (rerun) {
    case StatementFacts::Rerun::ok:
      return "ok";
    case StatementFacts::Rerun::fails:
      return "fails";
    case StatementFacts::Rerun::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace safeops::report
