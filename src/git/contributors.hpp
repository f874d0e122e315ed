#pragma once

#include <string_view>
#include <vector>

#include "git/repository.hpp"

namespace safeops::git {

// Everybody a commit names as having made it: author, committer, and who its message ends with as `Co-authored-by: Name
// <address>`.
std::vector<Identity> contributors(const Repository& repository, const Commit& commit);

// Does a commit with one parent change nothing but files below `directory`, one of the root's, whose paths are of this kind?
// False for every other commit.
bool changes_only(const Repository& repository, const Commit& commit, std::string_view directory,
                  bool (*of_kind)(std::string_view path));

// Is a commit a merge of two that brings nothing of its own: every file is as the one side has it that changed it? False where
// both sides changed a file, or the history that is here does not say.
bool only_merges(const Repository& repository, const Commit& commit);

}  // namespace safeops::git
