#include "rules/rule.hpp"
#include "rules/server_words.hpp"
#include "sql/cost/newer_syntax.hpp"

namespace safeops::rules {
namespace {

std::string next_step(const sql::NewerSyntax& newer) {
  if (newer.instead.empty()) return fmt::format("Move the server to PostgreSQL {} first, in a change of its own.", newer.since);
  return fmt::format("{} Or move the server to PostgreSQL {} first.", newer.instead, newer.since);
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations())
    for (const StatementFacts& facts : step.statements) {
      const auto newer = sql::newer_syntax(facts.statement->command, *facts.base, facts.major);
      if (!newer) continue;
      out.add({.place = step.after->place(facts.statement->span),
               .what = fmt::format("{} needs PostgreSQL {}, and this is for {}", newer->what, newer->since, server_words(facts)),
               .why = "The server refuses the statement, and the migration stops there.",
               .next = next_step(*newer),
               .related = server_line(step)});
    }
}

}  // namespace

extern constinit const Rule gate_unsupported_syntax{
    .title = "SQL that the server does not know yet", .level = Level::error, .check = check};

}  // namespace safeops::rules
