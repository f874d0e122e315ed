#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "git/handles.hpp"
#include "git/repository.hpp"

namespace safeops::git {

struct Repository::State {
  RepositoryHandle repository;
  OdbHandle odb;
  std::mutex reading;                 // held while `odb` is read and `trees` used
  git_odb_backend* memory = nullptr;  // holds what is in no commit; owned by `odb`, made when first needed

  // Files of the work tree too large to keep: only their name and size are known.
  std::unordered_map<Oid, std::uint64_t> sizes_only;

  std::unordered_map<Oid, std::shared_ptr<const std::vector<Entry>>> trees;
  std::size_t cached_entries = 0;

  // Commits whose parents a shallow clone left behind (gitformat `shallow` file). Empty in a full clone.
  std::unordered_set<Oid> shallow_boundary;
};

// What to tell somebody whose shallow clone ends too early.
inline constexpr const char* fetch_depth_advice =
    "the clone is shallow: set `fetch-depth: 2` (enough for HEAD^1) or `fetch-depth: 0` (the whole history) in actions/checkout, "
    "or run `git fetch --unshallow`";

}  // namespace safeops::git
