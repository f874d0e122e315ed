#include <map>
#include <utility>

#include "rules/landed_migration.hpp"

namespace safeops::rules {
namespace {

// What a migration shares with those it collides with, and with no other.
using Number = std::pair<MigrationSeries, std::string>;
using Numbers = std::map<Number, std::vector<const Migration*>>;

Number number_of(const Migration& migration) {
  return {series_of(migration), plain_number(migration.number())};
}

Numbers numbers_in(const Estate& head) {
  Numbers numbers;
  for (const Migration& migration : head.migrations())
    if (is_up_file(migration) && !migration.number().empty()) numbers[number_of(migration)].push_back(&migration);
  return numbers;
}

// The file that had the number first: one that has landed, else the first by name.
const Migration* earlier(const Change& change, const Numbers& numbers, const Migration& added) {
  const auto sharing = numbers.find(number_of(added));
  if (sharing == numbers.end()) return nullptr;
  const Migration* first = nullptr;
  for (const Migration* other : sharing->second) {
    if (other->path == added.path) continue;
    if (change.base().migration(other->path)) return other;
    if (other->path < added.path && !first) first = other;
  }
  return first;
}

void check(const Change& change, Findings& out) {
  const Numbers numbers = numbers_in(change.head());
  for (const MigrationStep& step : change.migrations()) {
    const bool takes_number = step.after && !(step.before && same_number(step.before->number(), step.after->number()));
    if (!takes_number || !is_up_file(*step.after) || step.after->number().empty() || is_day(step.after->number())) continue;
    const Migration* first = earlier(change, numbers, *step.after);
    if (!first) continue;
    out.add(
        {.place = step.after->place(),
         .what = fmt::format("{} has number {}, which {} has already", step.after->path, step.after->number(), first->path),
         .why =
             "Runners either refuse to start or run only one of the two, and which of them comes first is up to the file system "
             "or the rest of the name.",
         .next = "Give the new file the next free number of its directory.",
         .related = {{first->place(), fmt::format("number {} is given out here", first->number())}}});
  }
}

}  // namespace

extern constinit const Rule gate_migration_duplicate_number{
    .title = "Two migrations have one number", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
