#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/object.hpp"
#include "git/repository.hpp"

namespace safeops::git {

// One tree of a repository: what a commit, the index or the work tree holds. Cheap to copy; trees are loaded when asked for.
// The repository must outlive it.
class Snapshot {
 public:
  Snapshot(const Repository& repository, Oid tree) : repository_(&repository), tree_(tree) {}
  static Snapshot of_commit(const Repository& repository, const Oid& commit);

  [[nodiscard]] const Repository& repository() const { return *repository_; }
  [[nodiscard]] const Oid& tree() const { return tree_; }

  // The entry at a path ("" is the root, a directory). Never follows a symbolic link.
  [[nodiscard]] std::optional<Entry> find(std::string_view path) const;
  // The entries directly in a directory, full paths, byte order. Empty when it is no directory.
  [[nodiscard]] std::vector<Entry> children(std::string_view directory) const;
  // Everything that is not a directory, below `directory`, depth first, byte order of paths.
  void walk(std::string_view directory, const std::function<void(const Entry&)>& visit) const;
  [[nodiscard]] std::vector<Entry> files(std::string_view directory = "") const;

 private:
  const Repository* repository_;
  Oid tree_;
};

// One file that differs between two snapshots. `base` is empty for an added file, `head` for a removed one; both are set for an
// edited, a renamed or a retyped one.
struct FileChange {
  std::optional<Entry> base;
  std::optional<Entry> head;

  [[nodiscard]] bool added() const { return !base; }
  [[nodiscard]] bool removed() const { return !head; }
  [[nodiscard]] bool renamed() const { return base && head && base->path != head->path; }
  [[nodiscard]] const std::string& path() const { return head ? head->path : base->path; }
};

// All files that differ, by head path (base path where there is none), byte order. Renames are found as git does (exact, then
// 50 % similar); attributes and diff drivers are not looked at.
std::vector<FileChange> diff(const Snapshot& base, const Snapshot& head);

// A run of lines, 1-based, both ends included.
struct LineRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// The lines of `head` that are new or edited against `base`, ascending. Text always, never "binary"; lines end as for
// text::LineIndex. Where more than 40,000 lines would have to be compared, all from the first to the last difference.
std::vector<LineRange> added_lines(std::string_view base, std::string_view head);

}  // namespace safeops::git
