#include "estate/dialect.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::string_view postgresql = "PostgreSQL";

struct Word {
  std::string_view word;
  std::string_view database;
};
constexpr std::array<Word, 18> words{{
    {"postgres", postgresql},
    {"postgresql", postgresql},
    {"pg", postgresql},
    {"mysql", "MySQL"},
    {"mariadb", "MariaDB"},
    {"sqlite", "SQLite"},
    {"sqlite3", "SQLite"},
    {"cockroach", "CockroachDB"},
    {"cockroachdb", "CockroachDB"},
    {"crdb", "CockroachDB"},
    {"mssql", "SQL Server"},
    {"sqlserver", "SQL Server"},
    {"oracle", "Oracle"},
    {"h2", "H2"},
    {"hsqldb", "HSQLDB"},
    {"db2", "Db2"},
    {"clickhouse", "ClickHouse"},
    {"spanner", "Spanner"},
}};

// A path whose name or directory tells a database.
struct Told {
  std::string_view database;
  std::string shared;  // the path without that: what the same migration is called for any database
};

std::optional<std::string_view> database_of(std::string_view part) {
  const std::string folded = text::lower(part);
  const auto* known = std::find_if(words.begin(), words.end(), [&](const Word& each) { return each.word == folded; });
  return known == words.end() ? std::nullopt : std::optional(known->database);
}

// The last part between dots, or directory, that is the word for a database.
std::optional<Told> read_path(std::string_view path) {
  std::size_t end = path.size();
  while (end > 0) {
    const std::size_t begin = path.find_last_of("./", end - 1) + 1;  // npos + 1 is 0
    const auto database = database_of(path.substr(begin, end - begin));
    if (!database) {
      end = begin == 0 ? 0 : begin - 1;
      continue;
    }
    const bool in_name = path.find('/', begin) == path.npos;
    std::string shared(path.substr(0, begin));
    if (in_name)
      shared += path.substr(std::min(end + 1, path.size()));
    else
      shared += path.substr(end);
    return Told{*database, std::move(shared)};
  }
  return {};
}

}  // namespace

std::vector<DialectFile> find_other_dialects(const std::vector<std::string>& paths) {
  std::set<std::string> of_postgresql;  // shared names
  for (const std::string& path : paths)
    if (auto told = read_path(path); told && told->database == postgresql) of_postgresql.insert(std::move(told->shared));
  std::vector<DialectFile> others;
  for (const std::string& path : paths) {
    const auto told = read_path(path);
    const std::string& shared = told ? told->shared : path;
    const bool other = !told || told->database != postgresql;
    if (other && of_postgresql.contains(shared)) others.push_back({path, told ? told->database : std::string_view{}});
  }
  return others;
}

}  // namespace safeops
