#include <algorithm>

#include "change/statement_text.hpp"
#include "rules/landed_migration.hpp"

namespace safeops::rules {
namespace {

// Everything in `before` is in `after`, in the same order.
bool only_appends(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  auto next = before.begin();
  for (const std::string& statement : after) {
    if (next != before.end() && *next == statement) ++next;
  }
  return next == before.end();
}

bool says_the_same(const Migration& before, const Migration& after) {
  if (before.entry.id == after.entry.id) return true;
  if (!before.source().readable() || !after.source().readable()) return false;
  if (!before.script().complete() || !after.script().complete()) return before.text() == after.text();
  const auto was = up_statements(before);
  const auto is = up_statements(after);
  // A Liquibase changelog grows; each of its changesets is a migration.
  return after.script().framework == sql::Framework::liquibase ? only_appends(was, is) : was == is;
}

// The new statement, or the edited line inside it.
text::Place place_of(const Change& change, const MigrationStep& step) {
  const text::Place statement = step.effects.empty() ? step.after->place() : step.effects.front().place;
  for (const WatchedFile& file : change.watched()) {
    if (file.path() != step.after->path) continue;
    const text::Place line = file.first_changed_line();
    return step.effects.empty() || line.start().line > statement.start().line ? line : statement;
  }
  return statement;
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.before || !step.after || !is_up_file(*step.after) || is_repeatable(*step.after)) continue;
    if (says_the_same(*step.before, *step.after)) continue;
    out.add(
        {.place = place_of(change, step),
         .what = fmt::format("{} has landed and now says something else", step.after->path),
         .why = "Databases that have run it do not run it again, so they keep the old schema and a new one gets another; runners "
                "that keep checksums (Flyway, sqlx, Atlas, Liquibase) refuse to start.",
         .next =
             "Put the file back as it is on the base branch, and write what should change as a new migration after the last one.",
         .related = landed_here(change, *step.before)});
  }
}

}  // namespace

extern constinit const Rule gate_migration_edited{
    .title = "A migration that has landed is changed", .level = Level::error, .check = check};

}  // namespace safeops::rules
