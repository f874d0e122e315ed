#include <map>
#include <tuple>

#include "rules/landed_migration.hpp"
#include "sql/sections.hpp"

namespace safeops::rules {
namespace {

// The directory in which the number is given out: of the file, or of the directory that carries the number (Diesel's up.sql).
std::string_view numbered_in(const Migration& migration) {
  const std::string_view directory = migration.directory();
  const bool in_folder = sql::read_path(migration.path).framework == sql::Framework::diesel;
  const std::size_t slash = directory.rfind('/');
  if (!in_folder) return directory;
  return slash == directory.npos ? std::string_view{} : directory.substr(0, slash);
}

// Flyway numbers V, U and B files apart from one another.
char series(const Migration& migration) {
  const char first = migration.path[migration.directory().empty() ? 0 : migration.directory().size() + 1];
  return sql::read_path(migration.path).framework == sql::Framework::flyway ? first : '\0';
}

// 2026-01-05 says when a file was written. Two can be of one day.
bool is_day(std::string_view number) {
  return number.size() == 10 && number.find_first_of("-_.") == 4;
}

// What a migration shares with those it collides with, and with no other.
using Number = std::tuple<std::string_view, char, std::string>;
using Numbers = std::map<Number, std::vector<const Migration*>>;

Number number_of(const Migration& migration) {
  return {numbered_in(migration), series(migration), plain_number(migration.number())};
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
    .title = "Two migrations have one number", .level = Level::error, .check = check};

}  // namespace safeops::rules
