#include "git/tree.hpp"
#include "git/empty_tree.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "git/empty_tree.hpp"
#include "git/handles.hpp"
#include "git/state.hpp"

namespace safeops::git {
namespace {

// Bounds the cache: about 10 MiB.
constexpr std::size_t max_cached_entries = 100'000;

std::strong_ordering tree_order(std::string_view one, bool one_is_directory, std::string_view two, bool two_is_directory) {
  const std::size_t common = std::min(one.size(), two.size());
  if (const int order = one.substr(0, common).compare(two.substr(0, common)); order != 0) return order <=> 0;
  const auto next = [common](std::string_view name, bool is_directory) {
    if (name.size() > common) return static_cast<int>(static_cast<unsigned char>(name[common]));
    return is_directory ? static_cast<int>('/') : 0;
  };
  return next(one, one_is_directory) <=> next(two, two_is_directory);
}

Mode to_mode(git_filemode_t mode) {
  switch (mode) {
    case GIT_FILEMODE_TREE:
      return Mode::directory;
    case GIT_FILEMODE_BLOB_EXECUTABLE:
      return Mode::executable;
    case GIT_FILEMODE_LINK:
      return Mode::symlink;
    case GIT_FILEMODE_COMMIT:
      return Mode::submodule;
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_UNREADABLE:
      return Mode::regular;
  }
  return Mode::regular;
}

bool is_possible_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name != ".git" && name.find('/') == std::string_view::npos;
}

// A hostile tree may hold what git itself would never write; two readers of it may then disagree about what a path holds.
void require_well_formed(const std::vector<Entry>& entries, const Oid& tree) {
  const auto impossible = [](const Entry& entry) { return !is_possible_name(entry.path); };
  const auto out_of_order = [](const Entry& one, const Entry& two) { return tree_order(one, two) >= 0; };
  if (std::any_of(entries.begin(), entries.end(), impossible) ||
      std::adjacent_find(entries.begin(), entries.end(), out_of_order) != entries.end())
    throw CannotRun(fmt::format("tree {} is malformed (`git fsck` says how), so what it holds cannot be told", tree.hex()),
                    CannotRun::Reason::inspection);
}

std::vector<Entry> load(git_repository* repository, const Oid& id) {
  if (id == empty_tree) return {};
  TreeHandle tree;
  const git_oid raw = to_raw(id);
  if (git_tree_lookup(Out(tree), repository, &raw) < 0) throw failure(fmt::format("cannot read tree {}", id.hex()));
  std::vector<Entry> entries;
  const std::size_t count = git_tree_entrycount(tree.get());
  entries.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const git_tree_entry* entry = git_tree_entry_byindex(tree.get(), i);
    entries.push_back({git_tree_entry_name(entry), to_oid(*git_tree_entry_id(entry)), to_mode(git_tree_entry_filemode(entry))});
  }
  require_well_formed(entries, id);
  return entries;
}

}  // namespace

std::strong_ordering tree_order(const Entry& one, const Entry& two) {
  return tree_order(one.path, one.mode == Mode::directory, two.path, two.mode == Mode::directory);
}

const Entry* TreeEntries::find(std::string_view name) const {
  for (const bool as_directory : {false, true}) {
    const auto before = [&](const Entry& entry, std::string_view wanted) {
      return tree_order(entry.path, entry.mode == Mode::directory, wanted, as_directory) < 0;
    };
    const auto at = std::lower_bound(begin(), end(), name, before);
    if (at != end() && at->path == name) return &*at;
  }
  return nullptr;
}

TreeEntries Repository::tree_entries(const Oid& tree) const {
  const std::scoped_lock lock(state_->reading);
  auto& cache = state_->trees;
  if (const auto known = cache.find(tree); known != cache.end()) return TreeEntries(known->second);
  const auto entries = std::make_shared<const std::vector<Entry>>(load(state_->repository.get(), tree));
  state_->cached_entries += entries->size() + 1;
  if (state_->cached_entries > max_cached_entries) {
    cache.clear();
    state_->cached_entries = entries->size() + 1;
  }
  cache.emplace(tree, entries);
  return TreeEntries(entries);
}

}  // namespace safeops::git
