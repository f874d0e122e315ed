#include "git/snapshot.hpp"

#include <algorithm>

#include "git/walk_budget.hpp"

namespace safeops::git {
namespace {

struct Directory {
  std::string path;
  TreeEntries entries;
  std::size_t next = 0;
};

std::string joined(const std::string& directory, const std::string& name) {
  return directory.empty() ? name : directory + '/' + name;
}

}  // namespace

Snapshot Snapshot::of_commit(const Repository& repository, const Oid& commit) {
  return {repository, repository.commit(commit).tree};
}

std::optional<Entry> Snapshot::find(std::string_view path) const {
  Entry found{std::string(path), tree_, Mode::directory};
  while (!path.empty()) {
    if (found.mode != Mode::directory) return {};
    const std::size_t slash = std::min(path.find('/'), path.size());
    const TreeEntries entries = repository_->tree_entries(found.id);
    const Entry* next = entries.find(path.substr(0, slash));
    if (!next || slash + 1 == path.size()) return {};
    found.id = next->id;
    found.mode = next->mode;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return found;
}

std::vector<Entry> Snapshot::children(std::string_view directory) const {
  const std::optional<Entry> parent = find(directory);
  if (!parent || parent->mode != Mode::directory) return {};
  std::vector<Entry> children;
  for (const Entry& entry : repository_->tree_entries(parent->id))
    children.push_back({joined(parent->path, entry.path), entry.id, entry.mode});
  std::sort(children.begin(), children.end(), [](const Entry& one, const Entry& two) { return one.path < two.path; });
  return children;
}

// Git's order within a tree puts "a.txt" before the directory "a", whose files begin with "a/": the byte order of full paths.
void Snapshot::walk(std::string_view directory, const std::function<void(const Entry&)>& visit) const {
  const std::optional<Entry> top = find(directory);
  if (!top || top->mode != Mode::directory) return;
  WalkBudget budget;
  std::vector<Directory> open{{top->path, repository_->tree_entries(top->id)}};
  while (!open.empty()) {
    Directory& current = open.back();
    if (current.next == current.entries.size()) {
      open.pop_back();
      continue;
    }
    const Entry& entry = current.entries[current.next++];
    Entry full{joined(current.path, entry.path), entry.id, entry.mode};
    budget.spend(full.path);
    if (full.mode == Mode::directory)
      open.push_back({std::move(full.path), repository_->tree_entries(full.id)});
    else
      visit(full);
  }
}

std::vector<Entry> Snapshot::files(std::string_view directory) const {
  std::vector<Entry> files;
  walk(directory, [&](const Entry& entry) { files.push_back(entry); });
  return files;
}

}  // namespace safeops::git
