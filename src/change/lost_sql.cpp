#include "change/lost_sql.hpp"

#include <algorithm>

#include "estate/migration.hpp"
#include "git/differing_files.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_steps = 500;
constexpr std::size_t most_found = 20;
constexpr std::uint64_t largest = 1024 * 1024;  // of a manifest that is looked into

// SQL in a manifest that takes something away: told by its words, so that few revisions are read for nothing.
bool may_take_away(const std::string& manifest) {
  const std::string text = text::lower(manifest);
  return text.find("sql") != text.npos && (text.find("drop ") != text.npos || text.find("alter ") != text.npos);
}

bool may_hold_sql(const git::Repository& repository, const git::Entry& file) {
  if (!file.is_file()) return false;
  if (is_sql_name(file.path)) return true;
  const bool manifest = file.path.ends_with(".yaml") || file.path.ends_with(".yml");
  return manifest && repository.blob_size(file.id) <= largest && may_take_away(repository.read_blob(file.id));
}

std::set<std::string> lost_paths(const git::Snapshot& before, const git::Snapshot& after) {
  std::set<std::string> paths;
  for (const git::FileChange& file : git::differing_files(before, after))
    if (file.base && may_hold_sql(before.repository(), *file.base)) paths.insert(file.base->path);
  return paths;
}

}  // namespace

std::deque<LostSql> find_lost_sql(const git::History& history, Library& library, const Policy& policy) {
  std::deque<LostSql> found;
  for (std::size_t step = 0; step < most_steps && found.size() < most_found && history.at(step + 1); ++step) {
    const git::Snapshot before(library.repository(), history.at(step + 1)->tree);
    auto paths = lost_paths(before, git::Snapshot(library.repository(), history.at(step)->tree));
    if (!paths.empty()) found.push_back({step, std::move(paths), Estate(library, before, policy)});
  }
  return found;
}

}  // namespace safeops
