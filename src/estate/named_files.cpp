#include "estate/named_files.hpp"

#include <fmt/format.h>

#include <utility>

#include "estate/glob.hpp"

namespace safeops {

std::vector<git::Entry> NamedFiles::matching(const Policy::Pattern& pattern) {
  std::string_view path = pattern.text;
  while (path.starts_with("./")) path.remove_prefix(2);
  if (auto file = snapshot_.find(path); file && file->is_file()) return {std::move(*file)};
  if (!std::exchange(walked_, true)) {
    snapshot_.walk("", [&](const git::Entry& entry) {
      if (entry.is_file() && entry.path.ends_with(".sql")) scripts_.push_back(entry);
    });
  }
  std::vector<git::Entry> files;
  for (const git::Entry& entry : scripts_) {
    effort_ += pattern.text.size() * entry.path.size();
    if (effort_ > most_effort) break;
    if (glob_matches(pattern.text, entry.path)) files.push_back(entry);
  }
  return files;
}

std::deque<DocumentProblem> dangling_patterns(const Policy& policy, const git::Snapshot& snapshot) {
  NamedFiles files(snapshot);
  std::deque<DocumentProblem> problems;
  const auto look = [&](const std::vector<Policy::Pattern>& patterns, std::string_view key, std::string_view cluster) {
    for (const Policy::Pattern& pattern : patterns) {
      if (!files.matching(pattern).empty()) continue;
      problems.push_back({pattern.place, fmt::format("`{}` of database {} names {}, which is no SQL file of the repository", key,
                                                     cluster, pattern.text)});
    }
  };
  for (const Policy::Database& database : policy.databases) {
    look(database.schema, "schema", database.cluster);
    look(database.queries, "queries", database.cluster);
  }
  return problems;
}

}  // namespace safeops
