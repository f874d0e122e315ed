#include "change/lost_sql.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "estate/migration.hpp"
#include "git/differing_files.hpp"
#include "text/letter_case.hpp"
#include "text/source.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_steps = 500;
constexpr std::size_t most_found = 20;

std::string content(const git::Repository& repository, const std::optional<git::Entry>& file) {
  if (!file || !file->is_file() || repository.blob_size(file->id) > text::max_file_bytes) return {};
  return text::lower(repository.read_blob(file->id));
}

// Scripts and manifests hold SQL, too.
bool may_hold_sql(std::string_view path, std::string_view content) {
  return is_sql_name(path) || (!path.ends_with(".md") && content.find("sql") != content.npos);
}

// SQL that takes something away, told by its words, so that few revisions are read for nothing.
bool may_take_away(std::string_view line) {
  return line.find("drop ") != line.npos || line.find("alter ") != line.npos || line.find("rename ") != line.npos;
}

// Is a line of that kind gone?
bool has_lost(std::string_view before, std::string_view after) {
  while (!before.empty()) {
    const std::size_t end = std::min(before.find('\n'), before.size());
    const std::string_view line = before.substr(0, end);
    if (may_take_away(line) && after.find(line) == after.npos) return true;
    before.remove_prefix(std::min(end + 1, before.size()));
  }
  return false;
}

std::set<std::string> lost_paths(const git::Snapshot& before, const git::Snapshot& after) {
  std::set<std::string> paths;
  for (const git::FileChange& file : git::differing_files(before, after)) {
    const std::string held = content(before.repository(), file.base);
    if (!held.empty() && may_hold_sql(file.base->path, held) && has_lost(held, content(before.repository(), file.head)))
      paths.insert(file.base->path);
  }
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
