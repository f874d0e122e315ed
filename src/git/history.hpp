#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.hpp"
#include "git/snapshot.hpp"

namespace safeops::git {

// The first-parent history that ends at one commit, newest first: for a base branch, what was live and since when. The clock is
// the committer time of these commits. Walked lazily, each commit read once. The repository must outlive it.
class History {
 public:
  History(const Repository& repository, Oid tip) : repository_(&repository), tip_(tip) {}

  // The commit that is `n` steps from the tip (0 is the tip). Null past the root, or past where a shallow clone ends. Valid as
  // long as this.
  [[nodiscard]] const Commit* at(std::size_t n) const;
  // When that commit landed: its committer time. A clock that was put back must not make it look older than what it came after:
  // of one that is older than a commit shortly before it, the latest that can be, the time of the next.
  [[nodiscard]] std::int64_t landed_at(std::size_t n) const;
  // How many steps back the first commit is that landed at or before `time`; past the root where none did.
  [[nodiscard]] std::size_t first_before(std::int64_t time) const;
  // True when the walk met the end of a shallow clone instead of a root commit: older answers are unknown, not "never".
  [[nodiscard]] bool truncated() const { return truncated_; }

  // A path took these contents over time, newest first; `blob` is empty where the commit removed it. The last one is where the
  // path first appeared, or where a shallow clone ends (truncated()). A directory counts as no content.
  struct Version {
    Commit commit;
    std::optional<Oid> blob;
  };
  [[nodiscard]] std::vector<Version> versions(std::string_view path) const;

  // What `path` held in the unbroken run of commits, ending at the tip, in which it exists, newest first; where a commit moved
  // the file there, the run goes on with what it was called before.
  struct Stretch {
    Oid blob;                // zero for a directory
    std::size_t oldest = 0;  // how many steps from the tip the oldest commit is that has this content
  };
  [[nodiscard]] std::vector<Stretch> stretches(std::string_view path) const;

  // The oldest commit of the unbroken run, ending at the tip, in which `path` exists (whatever its content), with landed_at() for
  // its time; or how many steps from the tip it is. As stretches(). None when the tip does not have it.
  [[nodiscard]] std::optional<Commit> landed(std::string_view path) const;
  [[nodiscard]] std::optional<std::size_t> landed_step(std::string_view path) const;
  // The same for "path holds exactly this blob".
  [[nodiscard]] std::optional<Commit> landed(std::string_view path, const Oid& blob) const;
  // The same for any fact of a snapshot: `holds` is asked newest first and only when the tree at `below` (a directory, "" for
  // the whole tree) differs from the commit asked before.
  [[nodiscard]] std::optional<Commit> since(std::string_view below, const std::function<bool(const Snapshot&)>& holds) const;

 private:
  [[nodiscard]] std::optional<std::string> moved_from(std::string_view path, const Commit& older, const Commit& newer) const;
  template <typename Holds>
  [[nodiscard]] std::optional<std::size_t> start_of_run(Holds holds) const;
  [[nodiscard]] std::optional<Commit> commit_at(std::optional<std::size_t> step) const;

  const Repository* repository_;
  Oid tip_;
  mutable std::deque<Commit> walked_;  // a deque: what at() returned stays where it is
  mutable bool complete_ = false;
  mutable bool truncated_ = false;
};

}  // namespace safeops::git
