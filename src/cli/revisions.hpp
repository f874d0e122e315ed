#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "git/empty_tree.hpp"
#include "git/repository.hpp"
#include "text/time.hpp"

namespace safeops {

// What is compared with what.
struct Revisions {
  std::optional<git::Oid> base_commit;  // none: an empty tree, for a repository without commits
  std::optional<git::Oid> head_commit;  // none: the index or the work tree
  git::Oid base_tree = git::empty_tree;
  git::Oid head_tree;
  std::string base_name;  // for people: "3f2a91c0d (main)", "work tree"
  std::string head_name;
  std::function<std::vector<git::Identity>()> authors;  // who wrote what lies between them; looks into each commit
};

// From the flags; else in GitHub Actions (GITHUB_ACTIONS=true) from the event: the two parents of the merge commit of a
// pull_request, base_sha and head_sha of a merge_group, before and after of a push; else the work tree against the merge base
// with the default branch. Throws CannotRun naming the fetch-depth when a shallow clone lacks the base.
Revisions choose_revisions(const git::Repository& repository, const Arguments& arguments, const Surroundings& surroundings);

// Who wrote what lies between two commits; without a base who wrote the one. A commit that only brings evidence, or only merges,
// makes nobody an author.
std::vector<git::Identity> authors_between(const git::Repository& repository, const std::optional<git::Oid>& base,
                                           const git::Oid& head);

}  // namespace safeops
