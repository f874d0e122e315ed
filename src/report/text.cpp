#include <fmt/format.h>

#include <iterator>
#include <set>

#include "report/excerpt.hpp"
#include "report/headline.hpp"
#include "report/paint.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace safeops {
namespace {

using namespace report;

constexpr std::size_t longest_list = 500;  // nobody reads on, and a hostile change makes 100,000 findings
constexpr std::string_view removed = " (removed by this change)";

class TextReport {
 public:
  explicit TextReport(bool color) : paint_(color) {}

  void finding(const Judged& judged);
  void one_line(const Judged& judged);
  void silenced(const Judged& judged);
  void note(const std::string& note) { print("{} {}\n", paint_(Style::blue, "note:"), shown(note)); }
  void line(std::string_view text) { print("{}\n", text); }
  void verdict(const Verdict& verdict);
  std::string take() && { return std::move(out_); }

 private:
  template <typename... Args>
  void print(fmt::format_string<Args...> form, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), form, std::forward<Args>(args)...);
  }
  [[nodiscard]] std::string name(const Judged& judged) const;
  void source_line(const Excerpt& excerpt, std::size_t gutter, Style style);
  void remark(std::size_t gutter, std::string_view label, std::string_view text);
  void remarks(const Judged& judged, std::size_t gutter);

  Paint paint_;
  std::string out_;
  std::set<std::string_view> explained_;
};

std::string TextReport::name(const Judged& judged) const {
  return paint_(style_of(judged.level), fmt::format("{}[{}]", severity(judged), judged.id()));
}

void TextReport::source_line(const Excerpt& excerpt, std::size_t gutter, Style style) {
  const std::string bar = paint_(Style::blue, fmt::format("{:{}} |", "", gutter));
  const std::string numbered = paint_(Style::blue, fmt::format("{:>{}} |", excerpt.line, gutter));
  const std::string carets = paint_(style, std::string(excerpt.caret_width, '^'));
  print("{}\n", bar);
  print("{}{}{}\n", numbered, excerpt.text.empty() ? "" : " ", without_commands(excerpt.text));
  print("{} {:{}}{}\n", bar, "", excerpt.caret_column, carets);
}

void TextReport::remark(std::size_t gutter, std::string_view label, std::string_view text) {
  if (text.empty()) return;
  print("{:{}} {} {} {}\n", "", gutter, paint_(Style::blue, "="), paint_(Style::bold, fmt::format("{}:", label)), text);
}

void TextReport::remarks(const Judged& judged, std::size_t gutter) {
  const Finding& finding = judged.finding;
  remark(gutter, "why", shown(finding.why));
  remark(gutter, "next", shown(finding.next));
  for (const Related& related : shown_related(finding)) {
    const std::string place = spot_line(related.place);
    remark(gutter, "see", fmt::format("{}{}{}", place, place.empty() ? "" : ": ", shown(related.message)));
  }
  if (const std::size_t more = related_left_out(finding)) remark(gutter, "see", and_more(more, "place"));
  if (explained_.insert(judged.id()).second) remark(gutter, "explain", fmt::format("safeops-check explain {}", judged.id()));
}

void TextReport::finding(const Judged& judged) {
  const text::Place& place = judged.finding.place;
  const std::optional<Excerpt> excerpt = judged.hides_source ? std::nullopt : excerpt_of(place);
  const std::size_t gutter = excerpt ? fmt::formatted_size("{}", excerpt->line) + 1 : 2;
  print("{}{}\n", name(judged), paint_(Style::bold, ": " + shown(judged.finding.what)));
  if (place) print("{:{}}{} {}{}\n", "", gutter, paint_(Style::blue, "-->"), spot(place), judged.at_base ? removed : "");
  if (excerpt) source_line(*excerpt, gutter, style_of(judged.level));
  remarks(judged, gutter);
  print("\n");
}

// Our own word comes first: a path at the start of a line could be a command to the GitHub runner.
void TextReport::one_line(const Judged& judged) {
  const std::string place = spot(judged.finding.place);
  print("{}{}{}: {}\n", name(judged), place.empty() ? "" : " ", place, shown(judged.finding.what));
}

void TextReport::silenced(const Judged& judged) {
  const std::string place = spot(judged.finding.place);
  const Suppression& suppression = *judged.suppression;
  print("{}: {}\n", paint_(Style::bold, fmt::format("silenced[{}]", judged.id())), shown(judged.finding.what));
  if (!place.empty()) print("  {} {}{}\n", paint_(Style::blue, "-->"), place, judged.at_base ? removed : "");
  remark(2, fmt::format("until {}", shown(suppression.until)), shown(suppression.reason));
  print("\n");
}

void TextReport::verdict(const Verdict& verdict) {
  print("{}  {} {}\n", paint_(style_of(verdict.outcome), verdict_label(verdict)), verdict_reason(verdict),
        coverage_sentence(verdict.coverage));
}

// Writes what begins a list; the rest is counted in one sentence.
template <typename List, typename Wanted, typename Write>
void write_list(TextReport& report, std::string_view noun, const List& list, Wanted wanted, Write write) {
  std::size_t count = 0;
  for (const auto& item : list)
    if (wanted(item) && count++ < longest_list) write(item);
  if (count > longest_list) report.line(and_more(count - longest_list, noun) + "; `--format json` has all of them");
}

void write_quietly(const Verdict& verdict, TextReport& report) {
  const auto blocks = [](const Judged& judged) { return judged.blocks; };
  write_list(report, "finding", verdict.findings, blocks, [&](const Judged& judged) { report.one_line(judged); });
}

void write_fully(const Verdict& verdict, TextReport& report) {
  const auto loud = [](const Judged& judged) { return !judged.suppression; };
  const auto quiet = [](const Judged& judged) { return judged.suppression.has_value(); };
  const auto any = [](const std::string&) { return true; };
  write_list(report, "finding", verdict.findings, loud, [&](const Judged& judged) { report.finding(judged); });
  write_list(report, "silenced finding", verdict.findings, quiet, [&](const Judged& judged) { report.silenced(judged); });
  write_list(report, "note", verdict.notes, any, [&](const std::string& note) { report.note(note); });
  if (!verdict.notes.empty()) report.line("");
}

}  // namespace

std::string write_text(const Verdict& verdict, const ReportOptions& options) {
  TextReport report(options.color);
  if (options.quiet)
    write_quietly(verdict, report);
  else
    write_fully(verdict, report);
  report.verdict(verdict);
  return std::move(report).take();
}

}  // namespace safeops
