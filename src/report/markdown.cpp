#include <fmt/format.h>

#include <iterator>

#include "report/excerpt.hpp"
#include "report/headline.hpp"
#include "report/markup.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace safeops {
namespace {

using namespace report;

// GitHub drops a summary of more than 1 MiB as a whole. Lists stop here, which leaves room for what follows them.
constexpr std::size_t room_for_findings = 900 * 1024;
constexpr std::size_t room_for_all = 1000 * 1024;

std::string_view mark(ChecklistItem::State state) {
  switch (state) {
    case ChecklistItem::State::passed:
      return "pass";
    case ChecklistItem::State::failed:
      return "**FAIL**";
    case ChecklistItem::State::warned:
      return "**warn**";
    case ChecklistItem::State::not_needed:
      return "not needed";
  }
  return "not needed";
}

std::string table_row(const ChecklistItem& item) {
  return fmt::format("| {} | {} | {} |\n", mark(item.state), markup_text(item.text), markup_text(item.detail));
}

std::string place_code(const text::Place& place, bool at_base = false) {
  if (!place) return {};
  return fmt::format("<code>{}</code>{}", escape_markup(spot_line(place)), at_base ? " (removed by this change)" : "");
}

std::string excerpt_block(const text::Place& place) {
  const std::optional<Excerpt> excerpt = excerpt_of(place);
  if (!excerpt) return {};
  return fmt::format("<pre>{}\n{:{}}{}</pre>\n\n", escape_markup(excerpt->text), "", excerpt->caret_column,
                     std::string(excerpt->caret_width, '^'));
}

std::string labelled(std::string_view label, std::string_view text) {
  return text.empty() ? std::string{} : fmt::format("- **{}:** {}\n", label, text);
}

std::string related_line(const Related& related) {
  const std::string place = place_code(related.place);
  return labelled("See", fmt::format("{}{}{}", place, place.empty() ? "" : ": ", markup_text(related.message)));
}

std::string finding_block(const Judged& judged) {
  const Finding& finding = judged.finding;
  std::string out = fmt::format("<details{}><summary><b>{}</b> {} {}</summary>\n\n", judged.blocks ? " open" : "",
                                severity(judged), markup_text(finding.what), place_code(finding.place, judged.at_base));
  if (!judged.hides_source) out += excerpt_block(finding.place);
  out += labelled("Why", markup_text(finding.why));
  out += labelled("Next", markup_text(finding.next));
  for (const Related& related : shown_related(finding)) out += related_line(related);
  if (const std::size_t more = related_left_out(finding)) out += labelled("See", and_more(more, "place"));
  out += labelled("Rule", markup_code(judged.id()));
  return out + "\n</details>\n";
}

std::string silenced_line(const Judged& judged) {
  const std::string place = place_code(judged.finding.place, judged.at_base);
  return fmt::format("- {} {} {}: {} (until {})\n", markup_code(judged.id()), place, markup_text(judged.finding.what),
                     markup_text(judged.suppression->reason), markup_text(judged.suppression->until));
}

std::string note_line(const std::string& note) {
  return fmt::format("- {}\n", markup_text(note));
}

// Writes what fits of a list under its heading; the rest is counted in one sentence.
template <typename List, typename Wanted, typename Write>
void write_list(std::string& out, std::string_view heading, std::size_t room, const List& list, Wanted wanted, Write write) {
  std::size_t left_out = 0;
  bool headed = false;
  for (const auto& item : list) {
    if (!wanted(item)) continue;
    const std::string block = left_out > 0 ? std::string{} : write(item);
    if (left_out > 0 || out.size() + heading.size() + block.size() > room) {
      ++left_out;
      continue;
    }
    if (!headed) out += heading;
    headed = true;
    out += block;
  }
  if (left_out > 0) out += fmt::format("\nand {} more, which are not shown here: a summary holds 1 MiB.\n\n", left_out);
  if (headed) out += "\n";
}

bool any(const auto&) {
  return true;
}

}  // namespace

std::string write_markdown(const Verdict& verdict) {
  std::string out = fmt::format("## {}: {}\n\n", verdict_label(verdict), verdict_reason(verdict));
  if (!verdict.base.empty() || !verdict.head.empty())
    out += fmt::format("From {} to {}. ", markup_code(verdict.base), markup_code(verdict.head));
  out += coverage_sentence(verdict.coverage) + "\n\n";
  const auto silenced = [](const Judged& judged) { return judged.suppression.has_value(); };
  const auto loud = [](const Judged& judged) { return !judged.suppression; };
  write_list(out, "| | Checked | |\n|---|---|---|\n", room_for_findings, verdict.checklist, any<ChecklistItem>, table_row);
  write_list(out, "### Findings\n\n", room_for_findings, verdict.findings, loud, finding_block);
  write_list(out, "### Silenced\n\n", room_for_all, verdict.findings, silenced, silenced_line);
  write_list(out, "### Notes\n\n", room_for_all, verdict.notes, any<std::string>, note_line);
  return out;
}

}  // namespace safeops
