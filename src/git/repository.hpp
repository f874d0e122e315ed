#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/cannot_run.hpp"
#include "git/object.hpp"
#include "git/tree.hpp"

namespace safeops::git {

// A git repository, read as objects by id: no checkout, no network, no filters, no attributes. Every method throws CannotRun
// when an object it needs is missing or damaged (Reason::inspection). Several threads may read blobs and trees by id at once,
// while none uses any other method.
class Repository {
 public:
  // Opens the repository that holds `start` (walks up; bare repositories and linked worktrees too). Throws CannotRun naming the
  // directory, and for a repository owned by somebody else the `safe.directory` setting that is missing.
  static Repository open(const std::string& start);
  // A repository without commits that holds what write_tree() is given, and is gone with the object.
  static Repository in_memory();
  Repository(Repository&&) noexcept;
  Repository& operator=(Repository&&) noexcept;
  ~Repository();

  [[nodiscard]] bool is_shallow() const;
  // True for a commit whose parents a shallow clone left behind.
  [[nodiscard]] bool ends_shallow_clone(const Oid& commit) const;
  [[nodiscard]] bool is_bare() const;
  [[nodiscard]] std::string directory() const;  // the work tree, or the git directory of a bare repository

  // A commit from what a person typed: 40 hex digits, an unambiguous prefix of at least 7, HEAD, a full reference name, a
  // branch, tag or remote branch, each followed by any number of `~N`, `^` and `^N`. The text never reaches git_revparse. Throws
  // CannotRun when it names no commit, with the fetch-depth to set when the clone is shallow.
  [[nodiscard]] Oid resolve(std::string_view revision) const;
  // The parents of a commit are those it names, also where a shallow clone does not hold them.
  [[nodiscard]] Commit commit(const Oid& id) const;
  // Throws CannotRun (with fetch-depth advice in a shallow clone) when the two share no history.
  [[nodiscard]] Oid merge_base(const Oid& one, const Oid& two) const;
  // The tip the change will be merged into: origin/HEAD, else origin/main, origin/master, main, master. None when none exists.
  [[nodiscard]] std::optional<Oid> default_branch() const;
  // Commits reachable from `head` and not from `base`, newest first, at most `limit`.
  [[nodiscard]] std::vector<Commit> commits_between(const Oid& base, const Oid& head, std::size_t limit) const;
  // Who commits here, from the configuration (user.name, user.email); empty strings when unset.
  [[nodiscard]] Identity configured_identity() const;

  // Trees of what is not committed. They are written to memory only, never to the repository. File contents are taken as they
  // are, with no filter; an untracked repository inside this one is left out. Of a file of more than 8 MiB only the size is kept.
  [[nodiscard]] Oid index_tree() const;     // what `git commit` would record
  [[nodiscard]] Oid worktree_tree() const;  // what `git add -A && git commit` would record; ignored files left out

  // A tree of files given as path and content; kept in memory only.
  [[nodiscard]] Oid write_tree(const std::map<std::string, std::string, std::less<>>& files) const;

  [[nodiscard]] std::uint64_t blob_size(const Oid& blob) const;
  [[nodiscard]] std::string read_blob(const Oid& blob) const;
  // Cached by id; the cache is bounded, what was returned stays valid (TreeEntries).
  [[nodiscard]] TreeEntries tree_entries(const Oid& tree) const;

  struct State;  // libgit2's handles
  [[nodiscard]] State& state() const { return *state_; }

 private:
  explicit Repository(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace safeops::git
