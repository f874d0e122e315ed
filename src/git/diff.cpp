#include <algorithm>

#include "git/differing_files.hpp"
#include "git/renames.hpp"
#include "git/snapshot.hpp"
#include "git/walk_budget.hpp"

namespace safeops::git {
namespace {

// One directory on both sides; an id is empty where that side does not have it.
struct DirectoryPair {
  std::string path;
  std::optional<Oid> base;
  std::optional<Oid> head;
};

bool same_object(const Entry& one, const Entry& two) {
  return one.id == two.id && one.mode == two.mode;
}

// Walks two trees side by side, leaving out every directory with the same id in both.
class TreeComparison {
 public:
  explicit TreeComparison(const Repository& repository) : repository_(&repository) {}

  std::vector<FileChange> run(const Oid& base, const Oid& head) {
    if (base != head) open_.push_back({"", base, head});
    while (!open_.empty()) {
      const DirectoryPair pair = std::move(open_.back());
      open_.pop_back();
      compare(pair);
    }
    return std::move(changes_);
  }

 private:
  [[nodiscard]] TreeEntries entries(const std::optional<Oid>& tree) const {
    static const auto none = std::make_shared<const std::vector<Entry>>();
    return tree ? repository_->tree_entries(*tree) : TreeEntries(none);
  }

  void compare(const DirectoryPair& pair) {
    const TreeEntries base = entries(pair.base);
    const TreeEntries head = entries(pair.head);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < base.size() || j < head.size()) {
      const auto order = i == base.size()   ? std::strong_ordering::greater
                         : j == head.size() ? std::strong_ordering::less
                                            : tree_order(base[i], head[j]);
      const Entry* before = order <= 0 ? &base[i++] : nullptr;
      const Entry* after = order >= 0 ? &head[j++] : nullptr;
      if (!before || !after || !same_object(*before, *after)) differ(pair.path, before, after);
    }
  }

  void differ(const std::string& directory, const Entry* before, const Entry* after) {
    const Entry& either = after ? *after : *before;
    std::string path = directory.empty() ? either.path : directory + '/' + either.path;
    budget_.spend(path);
    if (either.mode == Mode::directory) {
      open_.push_back(
          {std::move(path), before ? std::optional(before->id) : std::nullopt, after ? std::optional(after->id) : std::nullopt});
      return;
    }
    FileChange& change = changes_.emplace_back();
    if (before) change.base = Entry{path, before->id, before->mode};
    if (after) change.head = Entry{path, after->id, after->mode};
  }

  const Repository* repository_;
  WalkBudget budget_;
  std::vector<DirectoryPair> open_;
  std::vector<FileChange> changes_;
};

}  // namespace

std::vector<FileChange> differing_files(const Snapshot& base, const Snapshot& head) {
  return TreeComparison(head.repository()).run(base.tree(), head.tree());
}

std::vector<FileChange> diff(const Snapshot& base, const Snapshot& head) {
  std::vector<FileChange> changes = differing_files(base, head);
  std::sort(changes.begin(), changes.end(), [](const FileChange& one, const FileChange& two) { return one.path() < two.path(); });
  pair_renames(head.repository(), changes);
  return changes;
}

}  // namespace safeops::git
