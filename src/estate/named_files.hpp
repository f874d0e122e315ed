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
  struct Matches {
    std::vector<git::Entry> files;  // in the order of paths
    bool cut_off = false;           // the work is bounded: not every path was compared
  };

  // `most_effort` is for all patterns together: bytes of pattern times bytes of path.
  explicit NamedFiles(const git::Snapshot& snapshot, std::size_t most_effort = 200'000'000)
      : snapshot_(snapshot), most_effort_(most_effort) {}

  Matches matching(const Policy::Pattern& pattern);

 private:
  git::Snapshot snapshot_;
  std::vector<git::Entry> scripts_;
  bool walked_ = false;
  std::size_t most_effort_;
  std::size_t effort_ = 0;
};

// The patterns of a policy that name nothing in a revision, or were not compared with all of it.
std::deque<DocumentProblem> dangling_patterns(const Policy& policy, const git::Snapshot& snapshot);

}  // namespace safeops
