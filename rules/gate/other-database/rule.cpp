#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

const DialectFile* other_dialect(const Estate& estate, std::string_view path) {
  const auto& others = estate.other_dialects();
  const auto found = std::find_if(others.begin(), others.end(), [&](const DialectFile& other) { return other.path == path; });
  return found == others.end() ? nullptr : &*found;
}

std::string what(const DialectFile& file, std::size_t count) {
  const std::string more = count > 1 ? fmt::format(" ({} such files in this change)", count) : "";
  if (file.database.empty())
    return fmt::format("{} is not judged: a file of the same name stands for PostgreSQL in its place{}", file.path, more);
  return fmt::format("{} is not judged: by its name it is for {}{}", file.path, file.database, more);
}

void check(const Change& change, Findings& out) {
  const DialectFile* first = nullptr;
  const WatchedFile* at = nullptr;
  std::size_t count = 0;
  for (const WatchedFile& file : change.watched()) {
    const DialectFile* other = file.head ? other_dialect(change.head(), file.path()) : nullptr;
    if (!other) continue;
    if (++count > 1) continue;
    first = other;
    at = &file;
  }
  if (!first) return;
  out.add({.place = at->first_line(),
           .what = what(*first, count),
           .why =
               "Migration tools give each database the files named for it. A PostgreSQL that is given this one all the same runs "
               "what nobody has looked at.",
           .next = "Nothing, if the tool tells the databases apart by these names. If PostgreSQL runs the file, take the other "
                   "database's name out of its own, or list it in a plan: then it is judged."});
}

}  // namespace

extern constinit const Rule gate_other_database{.title = "Migration for another database", .level = Level::note, .check = check};

}  // namespace safeops::rules
