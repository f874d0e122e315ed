#include "rules/rule.hpp"
#include "rules/script_problem.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view why =
    "From there on the text means one thing to whoever runs it and another to whoever checks it: a DROP can hide in what looks "
    "like a "
    "string, a comment or another file.";

void report(text::Place place, std::string_view path, std::string_view reason, Findings& out) {
  out.add({.place = place,
           .what = fmt::format("{} holds text that no check can trust: {}", path, reason),
           .why = std::string(why),
           .next = "Write the migration as plain SQL that is all in this file: no psql commands or variables, no change of "
                   "standard_conforming_strings, no NUL bytes."});
}

void check(const Change& change, Findings& out) {
  for (const ScriptProblem& found : script_problems(change)) {
    if (found.problem->kind == sql::Problem::Kind::blinded)
      report(found.place(), found.step->after->path, found.problem->message, out);
  }
  for (const WatchedFile& file : change.watched()) {
    if (!file.migration || file.head->unreadable() != text::Unreadable::nul_byte) continue;
    const std::uint32_t fault = file.head->fault();
    report({file.head, {fault, fault + 1}}, file.path(), "there is a NUL byte in it, where some readers stop", out);
  }
}

}  // namespace

extern constinit const Rule gate_parser_blinded{
    .title = "SQL that hides from its readers", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
