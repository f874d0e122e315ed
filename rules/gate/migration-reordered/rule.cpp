#include "change/migration_order.hpp"
#include "rules/landed_migration.hpp"

namespace safeops::rules {
namespace {

bool is_numbered(const Migration& migration) {
  return is_up_file(migration) && !is_repeatable(migration) && !migration.number().empty() && !is_day(migration.number());
}

// The landed migration of the series that runs last, but for the one that is renumbered.
const Migration* last_landed(const Change& change, const MigrationStep& step) {
  const Migration* last = nullptr;
  for (const Migration& landed : change.base().migrations()) {
    if (&landed == step.before || !is_numbered(landed) || series_of(landed) != series_of(*step.after)) continue;
    if (!last || comes_before(last->path, landed.path)) last = &landed;
  }
  return last;
}

void report(const Change& change, const MigrationStep& step, const Migration& last, Findings& out) {
  const std::string what = step.before ? fmt::format("{}, which has landed as {},", step.after->path, step.before->number())
                                       : fmt::format("{} is new and", step.after->path);
  out.add({.place = step.effects.empty() ? step.after->place() : step.effects.front().place,
           .what = fmt::format("{} sorts before {}, which has landed", what, last.path),
           .why =
               "Databases that are past that number either never run it (golang-migrate) or refuse to start (Flyway, goose); new "
               "ones run it earlier than all others did, and end with another schema.",
           .next = step.before ? fmt::format("Give it back the number {}.", step.before->number())
                               : fmt::format("Give it a number after {}, the last of its directory.", last.number()),
           .related = landed_here(change, last)});
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after || !is_numbered(*step.after)) continue;
    const bool renumbered = step.before && !same_number(step.before->number(), step.after->number());
    if (step.before && !renumbered) continue;
    const Migration* last = last_landed(change, step);
    const bool same = last && same_number(last->number(), step.after->number());  // gate-migration-duplicate-number
    if (last && !same && comes_before(step.after->path, last->path)) report(change, step, *last, out);
  }
}

}  // namespace

extern constinit const Rule gate_migration_reordered{
    .title = "A migration sorts before what has landed", .level = Level::error, .check = check};

}  // namespace safeops::rules
