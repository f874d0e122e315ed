#include "report/headline.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/words.hpp"

namespace safeops::report {
namespace {

std::size_t hard_stops(const Verdict& verdict) {
  return static_cast<std::size_t>(std::count_if(verdict.findings.begin(), verdict.findings.end(),
                                                [](const Judged& one) { return one.hard_stop && !one.suppression; }));
}

bool has_findings(const Verdict& verdict) {
  return verdict.silenced() < verdict.findings.size();
}

std::string counts(const Verdict& verdict) {
  std::string text;
  const auto add = [&](std::size_t number, std::string_view noun) {
    if (number > 0) text += counted(number, noun) + ", ";
  };
  const std::size_t stops = hard_stops(verdict);
  if (const std::size_t errors = verdict.count(Level::error); errors > 0 && stops > 0)
    text += fmt::format("{} ({}), ", counted(errors, "error"), counted(stops, "hard stop"));
  else
    add(errors, "error");
  add(verdict.count(Level::warning), "warning");
  add(verdict.count(Level::note), "note");
  return fmt::format("{}{} silenced.", text, verdict.silenced());
}

std::string finding_sentence(const Verdict& verdict) {
  const bool clean = verdict.outcome == Outcome::go && !has_findings(verdict);
  return clean ? fmt::format("Nothing here keeps you from going back ({} silenced).", verdict.silenced()) : counts(verdict);
}

}  // namespace

std::string_view verdict_word(const Verdict& verdict) {
  switch (verdict.outcome) {
    case Outcome::go:
      return "GO";
    case Outcome::no_go:
      return "NO-GO";
    case Outcome::could_not_inspect:
      return "NO VERDICT";
  }
  return "NO VERDICT";
}

std::string verdict_label(const Verdict& verdict) {
  return fmt::format("{}{}{}", verdict_word(verdict), verdict.mode == Policy::Mode::advise ? " (advice only)" : "",
                     verdict.break_glass ? " (BREAK-GLASS)" : "");
}

std::string verdict_reason(const Verdict& verdict) {
  std::string text = finding_sentence(verdict);
  if (verdict.outcome == Outcome::could_not_inspect) text = "This is not a GO: not everything could be inspected. " + text;
  if (verdict.outcome == Outcome::no_go && verdict.fail_on != Level::error)
    text += fmt::format(" Everything from {} up counts.", to_string(verdict.fail_on));
  if (verdict.outcome == Outcome::no_go && verdict.mode == Policy::Mode::advise)
    text += " Nothing is blocked, because the policy says mode: advise; enforced, this would have been NO-GO.";
  return text;
}

std::string coverage_sentence(const Coverage& coverage) {
  return fmt::format("{} changed: {} looked at, {} skipped, {} not understood.", counted(coverage.files_changed, "file"),
                     coverage.files_looked_at, coverage.files_skipped, coverage.files_not_understood);
}

}  // namespace safeops::report
