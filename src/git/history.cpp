#include "git/history.hpp"

#include <algorithm>

namespace safeops::git {
namespace {

constexpr std::size_t most_moves = 20;    // of one file are followed
constexpr std::size_t clock_reach = 100;  // commits before one that are asked for the time, too

// What one path holds, commit after commit. Neighbouring commits mostly share the directories on the way: as soon as one is the
// same as in the commit asked before, so is everything below.
class TrackedPath {
 public:
  TrackedPath(const Repository& repository, std::string_view path) : repository_(&repository) {
    while (!path.empty()) {
      const std::size_t slash = std::min(path.find('/'), path.size());
      names_.emplace_back(path.substr(0, slash));
      path.remove_prefix(std::min(slash + 1, path.size()));
    }
  }

  struct Held {
    Oid id;
    Mode mode = Mode::directory;

    bool operator==(const Held&) const = default;
    [[nodiscard]] bool exists() const { return !id.is_zero(); }
  };

  Held in(const Oid& root) {
    Held held{root, Mode::directory};
    for (std::size_t level = 0;; ++level) {
      if (level < way_.size() && way_[level] == held) return way_.back();
      way_.resize(level);
      way_.push_back(held);
      if (level == names_.size() || !held.exists()) return held;
      held = entry(held, names_[level]);
    }
  }

 private:
  [[nodiscard]] Held entry(const Held& directory, const std::string& name) const {
    if (directory.mode != Mode::directory) return {};
    const TreeEntries entries = repository_->tree_entries(directory.id);
    const Entry* found = entries.find(name);
    return found ? Held{found->id, found->mode} : Held{};
  }

  const Repository* repository_;
  std::vector<std::string> names_;
  std::vector<Held> way_;  // from the root to the path, in the commit asked last; shorter where the path ended early
};

std::optional<Oid> content(const TrackedPath::Held& held) {
  return held.exists() && held.mode != Mode::directory ? std::optional(held.id) : std::nullopt;
}

}  // namespace

const Commit* History::at(std::size_t n) const {
  while (!complete_ && walked_.size() <= n) {
    const Commit& added = walked_.emplace_back(repository_->commit(walked_.empty() ? tip_ : walked_.back().parents.front()));
    truncated_ = repository_->ends_shallow_clone(added.id);
    complete_ = truncated_ || added.parents.empty();
  }
  return n < walked_.size() ? &walked_[n] : nullptr;
}

std::vector<History::Version> History::versions(std::string_view path) const {
  TrackedPath tracked(*repository_, path);
  std::vector<Version> versions;
  const Commit* newer = at(0);
  std::optional<Oid> newer_content = content(tracked.in(newer->tree));
  for (std::size_t n = 1; const Commit* older = at(n); ++n) {
    const std::optional<Oid> older_content = content(tracked.in(older->tree));
    if (older_content != newer_content) versions.push_back({*newer, newer_content});
    newer = older;
    newer_content = older_content;
  }
  if (newer_content) versions.push_back({*newer, newer_content});
  return versions;
}

std::int64_t History::landed_at(std::size_t n) const {
  std::int64_t latest = at(n)->time;
  for (std::size_t older = n + 1; older <= n + clock_reach && at(older); ++older) latest = std::max(latest, at(older)->time);
  const bool put_back = latest > at(n)->time;
  return put_back && n > 0 ? std::max(latest, at(n - 1)->time) : latest;
}

std::size_t History::first_before(std::int64_t time) const {
  std::size_t n = 0;
  while (at(n) && landed_at(n) > time) ++n;
  return n;
}

template <typename Holds>
std::optional<std::size_t> History::start_of_run(Holds holds) const {
  std::size_t n = 0;
  while (at(n) && holds(*at(n))) ++n;
  return n == 0 ? std::nullopt : std::optional(n - 1);
}

std::optional<Commit> History::commit_at(std::optional<std::size_t> step) const {
  if (!step) return {};
  Commit commit = *at(*step);
  commit.time = landed_at(*step);
  return commit;
}

std::vector<History::Stretch> History::stretches(std::string_view path) const {
  std::string name(path);
  std::vector<Stretch> stretches;
  std::size_t n = 0;
  for (std::size_t moves = 0; moves <= most_moves; ++moves) {
    TrackedPath tracked(*repository_, name);
    const std::size_t begin = n;
    for (; at(n); ++n) {
      const TrackedPath::Held held = tracked.in(at(n)->tree);
      if (!held.exists()) break;
      const Oid blob = content(held).value_or(Oid{});
      if (stretches.empty() || stretches.back().blob != blob) stretches.push_back({blob, n});
      stretches.back().oldest = n;
    }
    auto before = n > begin && at(n) ? moved_from(name, *at(n), *at(n - 1)) : std::nullopt;
    if (!before) break;
    name = std::move(*before);
  }
  return stretches;
}

std::optional<std::size_t> History::landed_step(std::string_view path) const {
  const std::vector<Stretch> all = stretches(path);
  return all.empty() ? std::nullopt : std::optional(all.back().oldest);
}

// What the file was called in the commit before, where one moved it.
std::optional<std::string> History::moved_from(std::string_view path, const Commit& older, const Commit& newer) const {
  for (const FileChange& file : diff(Snapshot(*repository_, older.tree), Snapshot(*repository_, newer.tree)))
    if (file.renamed() && file.head->path == path) return file.base->path;
  return {};
}

std::optional<Commit> History::landed(std::string_view path) const {
  return commit_at(landed_step(path));
}

std::optional<Commit> History::landed(std::string_view path, const Oid& blob) const {
  TrackedPath tracked(*repository_, path);
  return commit_at(start_of_run([&](const Commit& commit) { return tracked.in(commit.tree).id == blob; }));
}

std::optional<Commit> History::since(std::string_view below, const std::function<bool(const Snapshot&)>& holds) const {
  TrackedPath tracked(*repository_, below);
  std::optional<TrackedPath::Held> asked;
  return commit_at(start_of_run([&](const Commit& commit) {
    const TrackedPath::Held held = tracked.in(commit.tree);
    if (held == asked) return true;
    asked = held;
    return holds(Snapshot(*repository_, commit.tree));
  }));
}

}  // namespace safeops::git
