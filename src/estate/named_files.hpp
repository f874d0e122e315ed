#pragma once

#include <deque>
#include <vector>

#include "estate/library.hpp"
#include "estate/policy.hpp"
#include "git/snapshot.hpp"

namespace safeops {

// The files of one revision that patterns of a policy name: a file by its path, else the .sql files below the directory or that
// the glob matches. Walks the revision once.
class NamedFiles {
 public:
  explicit NamedFiles(const git::Snapshot& snapshot) : snapshot_(snapshot) {}

  // In the order of paths. Past a bound on the work, which no sensible policy meets, nothing more is found.
  std::vector<git::Entry> matching(const Policy::Pattern& pattern);

 private:
  static constexpr std::size_t most_effort = 200'000'000;  // bytes of pattern times bytes of path

  git::Snapshot snapshot_;
  std::vector<git::Entry> scripts_;
  bool walked_ = false;
  std::size_t effort_ = 0;
};

// The patterns of a policy that name nothing in a revision.
std::deque<DocumentProblem> dangling_patterns(const Policy& policy, const git::Snapshot& snapshot);

}  // namespace safeops
