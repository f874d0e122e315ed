#include <algorithm>

#include "rules/landed_migration.hpp"
#include "rules/way_back.hpp"

namespace safeops::rules {
namespace {

// Of the directory that holds the migrations: Diesel gives each one a directory of its own.
std::string_view home_of(const Migration& migration) {
  const std::string_view directory = migration.directory();
  const std::size_t slash = directory.rfind('/');
  if (!migration.path.ends_with("/up.sql") || slash == directory.npos) return directory;
  return directory.substr(0, slash);
}

// A team that never wrote a way back does not rely on one.
const Migration* landed_with_one(const Change& change, const Migration& like) {
  const auto& landed = change.base().migrations();
  const auto found = std::find_if(landed.begin(), landed.end(), [&](const Migration& each) {
    return is_up_file(each) && home_of(each) == home_of(like) && each.script().framework == like.script().framework &&
           has_way_back(change.base(), each);
  });
  return found == landed.end() ? nullptr : &*found;
}

// PostgreSQL has no statement that takes an enum value away.
bool can_be_taken_back(const MigrationStep& step) {
  return std::any_of(step.effects.begin(), step.effects.end(), [](const SchemaEffect& effect) {
    return effect.effect->kind != sql::Effect::Kind::add_enum_value && (effect.is_expand() || effect.is_contract());
  });
}

// Statements where no comment says that the schema is meant to stay.
void report_pretence(const WayBack& back, const MigrationStep& step, Findings& out) {
  const bool in_file = back.migration == step.after;
  const text::Place place = back.migration->place(back.statements.front()->span);
  out.add({.place = place,
           .what = fmt::format("what takes {} back does nothing", step.after->path),
           .why =
               "The tool counts the migration as taken back, and the schema is not: the next run up meets what is left over, and "
               "nobody is told.",
           .next = fmt::format("Take away exactly what the migration adds; or leave the down {} without statements and say in a "
                               "comment why the schema stays.",
                               in_file ? "section" : "file")});
}

void report_missing(const Migration& other, const MigrationStep& step, Findings& out) {
  const SchemaEffect* effect = step.first_expand() ? step.first_expand() : step.first_contract();
  out.add(
      {.place = effect ? effect->place : step.after->place(),
       .what = fmt::format("{} has no way back, as its neighbours have", step.after->path),
       .why = "Who rolls migrations back stops at this one, at the worst of times, or skips it and leaves a schema that no "
              "version was tested with.",
       .next = fmt::format("Add {} that takes away exactly what this one adds; leave it empty where keeping the expanded schema "
                           "is the way back.",
                           way_back_of(*step.after)),
       .related = {{other.place(), "this one has a way back"}}});
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.is_new() || !is_up_file(*step.after) || !can_be_taken_back(step)) continue;
    if (step.after->script().framework == sql::Framework::none) continue;
    if (const auto back = way_back(change.head(), *step.after); back && does_nothing(*back))
      report_pretence(*back, step, out);
    else if (const Migration* other = has_way_back(change.head(), *step.after) ? nullptr : landed_with_one(change, *step.after))
      report_missing(*other, step, out);
  }
}

}  // namespace

extern constinit const Rule schema_down_missing{
    .title = "Migration without the way back its neighbours have", .level = Level::warning, .check = check};

}  // namespace safeops::rules
