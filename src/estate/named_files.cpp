#include "estate/named_files.hpp"

#include <fmt/format.h>

#include <utility>

#include "estate/glob.hpp"

namespace safeops {

NamedFiles::Matches NamedFiles::matching(const Policy::Pattern& pattern) {
  std::string_view path = pattern.text;
  while (path.starts_with("./")) path.remove_prefix(2);
  if (auto file = snapshot_.find(path); file && file->is_file()) return {.files = {std::move(*file)}};
  if (!std::exchange(walked_, true)) {
    snapshot_.walk("", [&](const git::Entry& entry) {
      if (entry.is_file() && entry.path.ends_with(".sql")) scripts_.push_back(entry);
    });
  }
  Matches found;
  for (const git::Entry& entry : scripts_) {
    effort_ += pattern.text.size() * entry.path.size();
    found.cut_off = effort_ > most_effort_;
    if (found.cut_off) break;
    if (glob_matches(pattern.text, entry.path)) found.files.push_back(entry);
  }
  return found;
}

std::deque<DocumentProblem> dangling_patterns(const Policy& policy, const git::Snapshot& snapshot) {
  NamedFiles files(snapshot);
  std::deque<DocumentProblem> problems;
  const auto look = [&](const std::vector<Policy::Pattern>& patterns, std::string_view key, std::string_view cluster) {
    for (const Policy::Pattern& pattern : patterns) {
      const NamedFiles::Matches found = files.matching(pattern);
      if (!found.files.empty() && !found.cut_off) continue;
      const std::string_view what =
          found.cut_off ? "has more paths to be compared with than is done" : "is no SQL file of the repository";
      problems.push_back(
          {pattern.place, fmt::format("`{}` of database {} names {}, which {}", key, cluster, pattern.text, what)});
    }
  };
  for (const Policy::Database& database : policy.databases) {
    look(database.schema, "schema", database.cluster);
    look(database.queries, "queries", database.cluster);
  }
  return problems;
}

}  // namespace safeops
