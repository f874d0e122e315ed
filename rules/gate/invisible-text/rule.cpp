#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

std::string_view what_it_does(text::Trap::Kind kind) {
  switch (kind) {
    case text::Trap::Kind::bidi_control:
      return "It turns the order in which the line is shown, so a reviewer reads another text than the parser does "
             "(CVE-2021-42574).";
    case text::Trap::Kind::zero_width:
      return "Nobody sees it, and it makes two names that look the same different ones.";
    case text::Trap::Kind::odd_line_break:
      return "Some programs end the line there and some do not: what looks like part of a comment may run, or the other way "
             "round.";
    case text::Trap::Kind::mixed_script_word:
      return "Letters of two scripts that look alike make a name that looks like another one (CVE-2021-42694).";
  }
  return {};
}

// One finding a line: the first trap stands for the others.
void report_traps(const WatchedFile& file, Findings& out) {
  std::uint32_t told = 0;
  for (const text::Trap& trap : file.traps) {
    const text::Place place{file.head, trap.span};
    const std::uint32_t line = place.start().line;
    if (line == told) continue;
    told = line;
    out.add(
        {.place = place,
         .what = fmt::format("{} line {} holds {}", file.path(), line, trap.name),
         .why = std::string(what_it_does(trap.kind)),
         .next =
             "Remove the character. Where a text really needs it, write its escape (`\\u202e` in YAML, `U&'\\202E'` in SQL)."});
  }
}

void report_bad_bytes(const WatchedFile& file, Findings& out) {
  if (!file.head || file.head->unreadable() != text::Unreadable::invalid_utf8) return;
  out.add(
      {.place = {file.head, {file.head->fault(), file.head->fault() + 1}},
       .what = fmt::format("{} is not UTF-8", file.path()),
       .why = "Every program makes something else of such bytes, so what is shown, what is parsed and what is run can differ.",
       .next = "Save the file as UTF-8."});
}

void check(const Change& change, Findings& out) {
  for (const WatchedFile& file : change.watched()) {
    report_traps(file, out);
    report_bad_bytes(file, out);
  }
}

}  // namespace

extern constinit const Rule gate_invisible_text{
    .title = "Text that does not read as it is parsed", .level = Level::error, .check = check};

}  // namespace safeops::rules
