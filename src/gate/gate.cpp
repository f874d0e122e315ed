#include "gate/gate.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "gate/checklist.hpp"
#include "gate/suppression.hpp"
#include "rules/break_glass.hpp"

namespace safeops {
namespace {

std::vector<const RuleEntry*> select_rules(const Change& change, const GateOptions& options) {
  std::vector<const RuleEntry*> selected;
  for (const RuleEntry& entry : all_rules()) {
    const auto& only = options.only;
    if (!only.empty() && std::find(only.begin(), only.end(), entry.id) == only.end()) continue;
    if (options.lasting && !entry.rule->lasting) continue;
    const auto setting = change.policy().rules.find(entry.id);
    const bool is_set = setting != change.policy().rules.end();
    const bool off = is_set ? !setting->second.level : entry.rule->advice && only.empty();
    if (!off || entry.rule->hard_stop) selected.push_back(&entry);
  }
  return selected;
}

std::vector<Finding> run_rules(const Change& change, const std::vector<const RuleEntry*>& rules) {
  std::vector<Finding> found;
  if (change.files().empty()) return found;
  for (const RuleEntry* entry : rules) {
    Findings out(*entry, found);
    if (entry->rule->check) entry->rule->check(change, out);
  }
  return found;
}

// Knows of every file in which lines a change has added or edited.
class ChangedLines {
 public:
  explicit ChangedLines(const Change& change) : change_(&change) {}

  [[nodiscard]] bool at_base(const text::Place& place) const {
    const git::FileChange* file = place ? change_->file(place.path()) : nullptr;
    return file && !(file->head && file->head->id == place.source->blob());
  }

  bool holds(const text::Place& place) {
    if (!place || !change_->touches(place.source)) return false;
    const std::uint32_t line = place.start().line;
    const auto& ranges = ranges_of(*place.source);
    return std::any_of(ranges.begin(), ranges.end(), [&](const git::LineRange& r) { return r.first <= line && line <= r.last; });
  }

 private:
  const std::vector<git::LineRange>& ranges_of(const text::Source& source) {
    const auto [row, is_new] = ranges_.try_emplace(&source);
    if (is_new) {
      const git::FileChange* file = change_->file(source.path());
      const bool has_base = file && file->base && file->base->is_file();
      row->second =
          git::added_lines(has_base ? change_->base().snapshot().repository().read_blob(file->base->id) : "", source.bytes());
    }
    return row->second;
  }

  const Change* change_;
  std::map<const text::Source*, std::vector<git::LineRange>> ranges_;
};

// The policy may raise or lower a rule; a hard stop stays one.
Level level_of(const Finding& finding, const Policy& policy, bool hard_stop) {
  const Level own = finding.level.value_or(finding.rule->rule->level);
  const auto setting = policy.rules.find(finding.rule->id);
  if (setting == policy.rules.end()) return own;
  const Level set = setting->second.level.value_or(Level::note);
  return hard_stop ? Level::error : set;
}

// Where a Secret stands in the clear, quoting the line would publish it once more. A file that is no YAML, or that nothing
// applies, may hold one too: what says it is of that kind, or generates one, is taken at its word.
class SecretFiles {
 public:
  explicit SecretFiles(const Change& change) {
    for (const auto* secrets : {&change.base().plain_secrets(), &change.head().plain_secrets()})
      for (const SecretData& data : *secrets) known_[data.place.source] = true;
  }

  bool holds(const text::Place& place) {
    if (!place) return false;
    const auto [row, fresh] = known_.try_emplace(place.source, false);
    if (fresh) row->second = speaks_of_secrets(place.source->bytes());
    return row->second;
  }

 private:
  static bool speaks_of_secrets(std::string_view bytes) {
    if (bytes.find("secretGenerator") != bytes.npos || bytes.find("stringData") != bytes.npos) return true;
    for (std::size_t at = bytes.find("kind"); at != bytes.npos; at = bytes.find("kind", at + 1)) {
      const std::size_t value = bytes.find_first_not_of(" \t\"':", at + 4);
      if (value != bytes.npos && bytes.substr(value).starts_with("Secret")) return true;
    }
    return false;
  }

  std::map<const text::Source*, bool> known_;
};

Judged weigh(Finding finding, const Change& change, const GateOptions& options, ChangedLines& lines, SecretFiles& secrets) {
  Judged judged{.finding = std::move(finding)};
  judged.hard_stop = judged.finding.hard_stop.value_or(judged.finding.rule->rule->hard_stop) &&
                     judged.finding.level.value_or(Level::error) == Level::error;
  judged.level = level_of(judged.finding, change.policy(), judged.hard_stop);
  judged.at_base = lines.at_base(judged.finding.place);
  judged.hides_source = secrets.holds(judged.finding.place);
  judged.on_changed_line = !judged.at_base && lines.holds(judged.finding.place);
  judged.blocks = judged.level >= options.fail_on;
  return judged;
}

// Who answers for going on in an emergency, and what that lifts: the hard stops about proofs and windows, but none about the
// record itself.
class Emergency {
 public:
  explicit Emergency(const Change& change) : record_(rules::break_glass_in_force(change)) {}

  void lift(Judged& judged, Level fail_on) const {
    const std::string_view area = judged.finding.rule->area;
    const bool liftable = area == "window" || (area == "evidence" && !judged.id().starts_with("evidence-break-glass"));
    if (!record_ || !judged.hard_stop || !liftable) return;
    judged.lifted = true;
    judged.hard_stop = false;
    judged.level = Level::note;
    judged.blocks = judged.level >= fail_on;
    judged.finding.what = fmt::format("BREAK-GLASS by {}: {}", record_->by, judged.finding.what);
    judged.finding.related.push_back({record_->place(), "the break-glass record that lets it pass"});
  }

 private:
  const BreakGlass* record_;
};

auto order(const Judged& judged) {
  const text::Place& place = judged.finding.place;
  return std::tuple(judged.suppression.has_value(), !judged.blocks, -static_cast<int>(judged.level), !judged.hard_stop,
                    place.path(), place.span, judged.id(), std::string_view(judged.finding.what));
}

bool is_same(const Judged& a, const Judged& b) {
  return order(a) == order(b);
}

void sort_findings(std::vector<Judged>& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Judged& a, const Judged& b) { return order(a) < order(b); });
  findings.erase(std::unique(findings.begin(), findings.end(), is_same), findings.end());
}

std::vector<Judged> judge_all(std::vector<Finding> found, const std::vector<const RuleEntry*>& ran, const Change& change,
                              Library& library, const GateOptions& options, const Emergency& emergency) {
  ChangedLines lines(change);
  SecretFiles secrets(change);
  Suppressions suppressions(change, library);
  std::vector<Judged> findings;
  const auto add = [&](Finding& finding) {
    findings.push_back(weigh(std::move(finding), change, options, lines, secrets));
    emergency.lift(findings.back(), options.fail_on);
    if (options.suppressions && !findings.back().lifted) suppressions.apply(findings.back());
    if (findings.back().suppression) findings.back().blocks = false;
  };
  for (Finding& finding : found) add(finding);
  if (options.suppressions) {
    std::vector<Finding> own;
    suppressions.report(ran, own);
    std::erase_if(own, [&](const Finding& f) { return std::find(ran.begin(), ran.end(), f.rule) == ran.end(); });
    for (Finding& finding : own) findings.push_back(weigh(std::move(finding), change, options, lines, secrets));
  }
  sort_findings(findings);
  return findings;
}

bool is_lost(const yaml::Problem& problem) {
  return problem.kind != yaml::Problem::Kind::duplicate_key;
}
bool is_lost(const sql::Problem& problem) {
  return problem.direction == sql::Direction::up;
}

bool is_understood(const WatchedFile& file) {
  if (!file.head) return true;
  if (!file.head->readable()) return false;
  const auto lost = [](const auto& problem) { return is_lost(problem); };
  if (file.yaml && std::any_of(file.yaml->problems.begin(), file.yaml->problems.end(), lost)) return false;
  if (!file.migration) return true;
  const auto& problems = file.migration->script().problems;
  return std::none_of(problems.begin(), problems.end(), lost);
}

std::vector<const WatchedFile*> not_understood(const Change& change) {
  std::vector<const WatchedFile*> files;
  for (const WatchedFile& file : change.watched()) {
    if (file.deployed && !is_understood(file)) files.push_back(&file);
  }
  return files;
}

Coverage measure(const Change& change) {
  Coverage coverage{.files_changed = change.files().size(), .files_looked_at = change.watched().size()};
  coverage.files_skipped = coverage.files_changed - coverage.files_looked_at;
  coverage.files_not_understood = not_understood(change).size();
  for (const MigrationStep& step : change.migrations()) {
    std::set<const sql::Statement*> statements;
    for (const SchemaEffect& effect : step.effects) statements.insert(effect.statement);
    coverage.statements += statements.size();
  }
  return coverage;
}

// Files that could not be understood and of which no finding speaks: nobody has been told, so this must not be GO.
std::vector<std::string> gaps(const Change& change, const std::vector<Judged>& findings) {
  std::vector<std::string> notes;
  for (const WatchedFile* file : not_understood(change)) {
    const bool told = std::any_of(findings.begin(), findings.end(),
                                  [&](const Judged& judged) { return judged.finding.place.path() == file->path(); });
    if (!told)
      notes.push_back(fmt::format("{} cannot be read, before this change and after it: what it does is not known", file->path()));
  }
  return notes;
}

std::vector<std::string> unknowable(const Change& change) {
  std::set<std::string> notes;
  for (const flux::Unit& unit : change.head().delivery().units) {
    for (const flux::Problem& problem : unit.build->problems) {
      const bool concerns = problem.kind == flux::Problem::Kind::note && problem.place && change.file(problem.place.path());
      if (concerns) notes.insert(problem.message);
    }
  }
  return {notes.begin(), notes.end()};
}

}  // namespace

Verdict judge(const Change& change, Library& library, const GateOptions& options) {
  Verdict verdict{.mode = change.policy().mode, .fail_on = options.fail_on};
  const auto rules = select_rules(change, options);
  const Emergency emergency(change);
  verdict.findings = judge_all(run_rules(change, rules), rules, change, library, options, emergency);
  if (change.files().empty()) return verdict;
  verdict.break_glass = std::any_of(verdict.findings.begin(), verdict.findings.end(), [](const Judged& j) { return j.lifted; });
  verdict.coverage = measure(change);
  verdict.checklist = make_checklist(change, verdict.findings);
  verdict.notes = unknowable(change);
  const bool blocked = std::any_of(verdict.findings.begin(), verdict.findings.end(), [](const Judged& j) { return j.blocks; });
  if (blocked) {
    verdict.outcome = Outcome::no_go;
  } else if (auto untold = gaps(change, verdict.findings); !untold.empty()) {
    verdict.outcome = Outcome::could_not_inspect;
    std::move(untold.begin(), untold.end(), std::back_inserter(verdict.notes));
  }
  return verdict;
}

}  // namespace safeops
