#include <fmt/format.h>

#include <array>
#include <iterator>

#include "report/excerpt.hpp"
#include "report/headline.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

namespace safeops {
namespace {

using namespace report;

constexpr std::size_t shown_of_a_kind = 10;    // GitHub drops the rest of a step without a word
constexpr std::size_t longest_message = 4096;  // and cuts here

std::string_view command(Level level) {
  return level == Level::note ? "notice" : to_string(level);
}

std::string escaped(std::string_view text, std::string_view special) {
  std::string out;
  for (const char byte : text) {
    if (special.find(byte) == std::string_view::npos)
      out += byte;
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(byte));
  }
  return out;
}

std::string property(std::string_view value) {
  return escaped(value, "%\r\n:,");
}

std::string message(const Finding& finding) {
  std::string text = sentence(finding.what);
  if (!finding.why.empty()) text += "\n" + sentence(finding.why);
  if (!finding.next.empty()) text += "\nNext: " + sentence(finding.next);
  for (const Related& related : finding.related) {
    const std::string place = spot_line(related.place);
    text += fmt::format("\nSee {}{}{}", place, place.empty() ? "" : ": ", sentence(related.message));
  }
  if (text.size() > longest_message) text = text.substr(0, character_begin(text, longest_message - 3)) + "...";
  return escaped(text, "%\r\n");
}

// A line that is gone at head has no number there: the annotation goes to the file.
std::string place_properties(const Judged& judged) {
  const text::Place& place = judged.finding.place;
  if (!place) return {};
  const std::string file = "file=" + property(shown(place.path()));
  if (judged.at_base) return file + ",";
  const auto [begin, end] = first_line_region(place);
  return fmt::format("{},line={},endLine={},col={},endColumn={},", file, begin.line, end.line, begin.column, end.column);
}

std::string annotation(const Judged& judged) {
  const std::string gone = judged.at_base ? " (removed by this change)" : "";
  const std::string title = fmt::format("{}: {}{}", severity(judged), judged.id(), gone);
  return fmt::format("::{} {}title={}::{}\n", command(judged.level), place_properties(judged), property(title),
                     message(judged.finding));
}

std::size_t index(Level level) {
  return static_cast<std::size_t>(level);
}

}  // namespace

std::string write_github(const Verdict& verdict) {
  std::string out;
  std::array<std::size_t, 3> written{};
  std::size_t left_out = 0;
  for (const Judged& judged : verdict.findings) {
    if (judged.suppression) continue;
    if (written.at(index(judged.level))++ < shown_of_a_kind)
      out += annotation(judged);
    else
      ++left_out;
  }
  out += fmt::format("{}  {} {}\n", verdict_label(verdict), verdict_reason(verdict), coverage_sentence(verdict.coverage));
  if (left_out > 0)
    out += fmt::format("{} without an annotation: GitHub shows {} of each kind, the step summary has all.\n",
                       counted(left_out, "more finding"), shown_of_a_kind);
  return out;
}

}  // namespace safeops
