#include "rules/landed_migration.hpp"

namespace safeops::rules {
namespace {

// A file keeps its place in the order as long as it keeps its number; one without a number is known by its name.
bool is_another_now(const Migration& before, const Migration& after) {
  if (before.path == after.path) return false;
  return before.number().empty() || !same_number(before.number(), after.number());
}

std::string what(const MigrationStep& step) {
  if (!step.after) return fmt::format("{} has landed and is removed", step.before->path);
  return fmt::format("{} has landed and is now {}, which no database has run", step.before->path, step.after->path);
}

std::string next(const MigrationStep& step) {
  if (step.after) return fmt::format("Give the file its name back: `git mv {} {}`.", step.after->path, step.before->path);
  return fmt::format(
      "Put {} back as it is on the base branch. To undo what it did, write a new migration; to squash old ones, keep a baseline "
      "that "
      "every environment has passed.",
      step.before->path);
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.before || !is_up_file(*step.before)) continue;
    if (step.after && !is_another_now(*step.before, *step.after)) continue;
    out.add(
        {.place = step.after ? step.after->place() : step.before->place(),
         .what = what(step),
         .why =
             "Databases that ran it keep what it did and a new one never gets it, so environments drift apart; runners that keep "
             "a history refuse to start when a file of it is missing.",
         .next = next(step),
         .related = landed_here(change, *step.before)});
  }
}

}  // namespace

extern constinit const Rule gate_migration_deleted{
    .title = "A migration that has landed is removed", .level = Level::error, .check = check};

}  // namespace safeops::rules
