#include <fmt/format.h>

#include <algorithm>

#include "report/advice.hpp"
#include "report/audit.hpp"
#include "report/backup_path.hpp"
#include "report/markup.hpp"
#include "report/words.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

using namespace report;

constexpr std::size_t longest_list = 200;  // of findings about one Cluster; nobody reads on

std::string summary_row(const ClusterAudit& audit) {
  return fmt::format("| {} | {} | {} | {} |\n", markup_text(audit.cluster().text()), audit.count(Level::error),
                     audit.count(Level::warning), escape_markup(weakest_words(audit.recoverability)));
}

std::string finding_line(const Judged& judged, std::string_view more = {}) {
  const std::string place = judged.finding.place ? fmt::format(" ({})", markup_code(spot_line(judged.finding.place))) : "";
  return fmt::format("- **{}** {} {}{}{}\n", severity(judged), markup_code(judged.id()), markup_text(judged.finding.what), more,
                     place);
}

std::string findings_list(const std::vector<const Judged*>& findings) {
  std::string out;
  for (std::size_t i = 0; i < std::min(findings.size(), longest_list); ++i) out += finding_line(*findings[i]);
  if (findings.size() > longest_list) out += fmt::format("- {}\n", and_more(findings.size() - longest_list, "finding"));
  return out.empty() ? out : out + "\n";
}

std::string shared_list(const std::vector<SharedFinding>& all) {
  std::string out = all.empty() ? "" : "## In what several databases are built from\n\n";
  for (std::size_t i = 0; i < std::min(all.size(), longest_list); ++i)
    out += finding_line(*all[i].judged, fmt::format(", {}", and_more(all[i].clusters.size() - 1, "database")));
  if (all.size() > longest_list) out += fmt::format("- {}\n", and_more(all.size() - longest_list, "finding"));
  return out.empty() ? out : out + "\n";
}

std::string cluster_section(const ClusterAudit& audit) {
  std::string out = fmt::format("## {}\n\n| | |\n|---|---|\n", markup_text(audit.cluster().text()));
  for (const PathLine& line : backup_path_lines(audit.recoverability))
    out += fmt::format("| {} | {} |\n", line.label, escape_markup(line.text));
  return out + "\n" + findings_list(audit.own);
}

std::string advice_section(const Advice& advice) {
  std::string out = fmt::format("### {}\n\n{}: {}.\n\n", markup_text(advice.rule->rule->title), markup_code(advice.rule->id),
                                counted(advice.findings, "finding"));
  for (const std::string& why : advice.why) out += escape_markup(why) + "\n\n";
  for (const std::string& next : advice.next) out += fmt::format("- {}\n", escape_markup(next));
  if (advice.next_left_out > 0) out += fmt::format("- {}\n", and_more(advice.next_left_out, "step"));
  return out + "\n";
}

}  // namespace

std::string write_audit_markdown(const Audit& audit) {
  std::string out =
      fmt::format("# Audit of {}\n\nAs of {}: {}, {}.\n\n", markup_code(audit.revision), text::format_time(audit.now),
                  counted(audit.verdict.count(Level::error), "error"), counted(audit.verdict.count(Level::warning), "warning"));
  for (const OperatorVersion& version : audit.operators)
    out += fmt::format("Operator: {}.\n\n", escape_markup(operator_words(version)));
  if (audit.verdict.outcome == Outcome::could_not_inspect) out += "Not everything could be inspected: more may be wrong.\n\n";
  out += "| database | errors | warnings | weakest link |\n|---|---|---|---|\n";
  for (const ClusterAudit& cluster : audit.clusters) out += summary_row(cluster);
  out += "\n";
  for (const ClusterAudit& cluster : audit.clusters) out += cluster_section(cluster);
  out += shared_list(audit.shared);
  if (!audit.elsewhere.empty()) out += "## About no single database\n\n" + findings_list(audit.elsewhere);
  const std::vector<Advice> all = advice_of(audit.verdict);
  if (!all.empty()) out += "## Why it matters, and what to do\n\n";
  for (const Advice& advice : all) out += advice_section(advice);
  if (!audit.verdict.notes.empty()) out += "## Not known from here\n\n";
  for (std::size_t i = 0; i < std::min(audit.verdict.notes.size(), longest_list); ++i)
    out += fmt::format("- {}\n", markup_text(audit.verdict.notes[i]));
  return out;
}

}  // namespace safeops
