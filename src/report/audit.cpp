#include "report/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "report/advice.hpp"
#include "report/backup_path.hpp"
#include "report/paint.hpp"
#include "report/words.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

using namespace report;

constexpr std::size_t longest_list = 500;  // of findings about one Cluster; the JSON has all of them
constexpr std::size_t label_width = 12;

std::string counts_of(std::size_t errors, std::size_t warnings) {
  if (errors + warnings == 0) return "nothing wrong";
  if (errors == 0) return counted(warnings, "warning");
  return warnings == 0 ? counted(errors, "error") : fmt::format("{}, {}", counted(errors, "error"), counted(warnings, "warning"));
}

class TextAudit {
 public:
  explicit TextAudit(bool color) : paint_(color) {}

  void head(const Audit& audit);
  void cluster(const ClusterAudit& audit);
  void shared(const std::vector<SharedFinding>& all);
  void elsewhere(const std::vector<const Judged*>& findings);
  void advice(const std::vector<Advice>& all);
  void notes(const Verdict& verdict);
  std::string take() && { return std::move(out_); }

 private:
  template <typename... Args>
  void print(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Args>(args)...);
  }
  void finding(const Judged& judged, std::string_view more = {});
  void findings(const std::vector<const Judged*>& all);
  void longer(std::size_t findings);

  Paint paint_;
  std::string out_;
};

void TextAudit::head(const Audit& audit) {
  const std::string counts = counts_of(audit.verdict.count(Level::error), audit.verdict.count(Level::warning));
  const std::string what = fmt::format("Audit of {}, as of {}: {}, {}", shown(audit.revision), text::format_time(audit.now),
                                       counted(audit.clusters.size(), "database"), counts);
  print("{}\n", paint_(Style::bold, what));
  for (const OperatorVersion& version : audit.operators)
    print("{:{}}  {}\n", "operator", label_width + 2, operator_words(version));
}

void TextAudit::finding(const Judged& judged, std::string_view more) {
  const std::string place = spot_line(judged.finding.place);
  const std::string name = paint_(style_of(judged.level), fmt::format("{}[{}]", severity(judged), judged.id()));
  print("  {} {}{}\n", name, shown(judged.finding.what), more);
  if (!place.empty()) print("    {} {}\n", paint_(Style::blue, "-->"), place);
}

void TextAudit::longer(std::size_t findings) {
  if (findings > longest_list) print("  {}; `--format json` has all of them\n", and_more(findings - longest_list, "finding"));
}

void TextAudit::findings(const std::vector<const Judged*>& all) {
  for (std::size_t i = 0; i < std::min(all.size(), longest_list); ++i) finding(*all[i]);
  longer(all.size());
}

void TextAudit::shared(const std::vector<SharedFinding>& all) {
  if (!all.empty()) print("\n{}\n", paint_(Style::bold, "In what several databases are built from"));
  for (std::size_t i = 0; i < std::min(all.size(), longest_list); ++i)
    finding(*all[i].judged, fmt::format(" ({})", and_more(all[i].clusters.size() - 1, "database")));
  longer(all.size());
}

void TextAudit::cluster(const ClusterAudit& audit) {
  print("\n{}: {}\n", paint_(Style::bold, shown(audit.cluster().text())),
        counts_of(audit.count(Level::error), audit.count(Level::warning)));
  for (const PathLine& line : backup_path_lines(audit.recoverability)) print("  {:{}}  {}\n", line.label, label_width, line.text);
  findings(audit.own);
}

void TextAudit::elsewhere(const std::vector<const Judged*>& all) {
  if (all.empty()) return;
  print("\n{}\n", paint_(Style::bold, "About no single database"));
  findings(all);
}

void TextAudit::advice(const std::vector<Advice>& all) {
  if (!all.empty()) print("\n{}\n", paint_(Style::bold, "Why it matters, and what to do"));
  for (const Advice& advice : all) {
    print("  {} {}\n", paint_(style_of(advice.level), advice.rule->id), counted(advice.findings, "finding"));
    for (const std::string& why : advice.why) print("    {}\n", why);
    for (const std::string& next : advice.next) print("    {} {}\n", paint_(Style::blue, "next:"), next);
    if (advice.next_left_out > 0) print("    {}\n", and_more(advice.next_left_out, "step"));
  }
  if (!all.empty()) print("\n`safeops-check explain <rule>` prints the page of a rule.\n");
}

void TextAudit::notes(const Verdict& verdict) {
  if (verdict.silenced() > 0) print("\n{} silenced by a comment.\n", counted(verdict.silenced(), "finding"));
  if (!verdict.notes.empty()) print("\n{}\n", paint_(Style::bold, "Not known from here"));
  for (std::size_t i = 0; i < std::min(verdict.notes.size(), longest_list); ++i) print("  {}\n", shown(verdict.notes[i]));
  if (verdict.notes.size() > longest_list) print("  {}\n", and_more(verdict.notes.size() - longest_list, "note"));
  if (verdict.outcome == Outcome::could_not_inspect) print("\nNot everything could be inspected: more may be wrong.\n");
}

}  // namespace

std::string write_audit(const Audit& audit, bool color) {
  TextAudit report(color);
  report.head(audit);
  for (const ClusterAudit& cluster : audit.clusters) report.cluster(cluster);
  report.shared(audit.shared);
  report.elsewhere(audit.elsewhere);
  report.advice(advice_of(audit.verdict));
  report.notes(audit.verdict);
  return std::move(report).take();
}

}  // namespace safeops
