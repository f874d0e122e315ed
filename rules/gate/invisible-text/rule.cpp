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

std::string what_is_there(const WatchedFile& file, const text::Place& place, const text::Trap& trap) {
  const std::uint32_t line = place.start().line;
  if (trap.kind != text::Trap::Kind::mixed_script_word) return fmt::format("{} line {} holds {}", file.path(), line, trap.name);
  const std::string_view word = file.head->text().substr(trap.span.begin, trap.span.end - trap.span.begin);
  return fmt::format("{} line {} mixes {} letters in one word, `{}`", file.path(), line, trap.name, word);
}

std::string_view next_step(text::Trap::Kind kind) {
  if (kind == text::Trap::Kind::mixed_script_word) return "Type the word again, in one script.";
  return "Remove the character. Where a text really needs it, write its escape (`\\uXXXX` in YAML, `U&'\\XXXX'` in SQL).";
}

// One finding a line: the first trap stands for the others.
void report_traps(const WatchedFile& file, Findings& out) {
  std::uint32_t told = 0;
  for (const text::Trap& trap : file.traps) {
    const text::Place place{file.head, trap.span};
    const std::uint32_t line = place.start().line;
    if (line == told) continue;
    told = line;
    out.add({.place = place,
             .what = what_is_there(file, place, trap),
             .why = std::string(what_it_does(trap.kind)),
             .next = std::string(next_step(trap.kind))});
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
    .title = "Text that does not read as it is parsed", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
