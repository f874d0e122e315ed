#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <queue>
#include <tuple>
#include <unordered_map>

#include "git/state.hpp"

// Walks over all parents, newest first. libgit2 1.5 has these walks too, but they fail at the end of a shallow clone even when
// the answer lies before it, and a shallow clone is what continuous integration usually has.
namespace safeops::git {
namespace {

// From which of the two starting points a commit can be reached; `settled` also marks ancestors of a common ancestor.
enum Reach : unsigned { from_one = 1, from_two = 2, from_both = 3, settled = 4 };

class AncestryWalk {
 public:
  AncestryWalk(const Repository& repository, const Oid& one, const Oid& two) : repository_(&repository) {
    paint(one, from_one);
    paint(two, from_two);
  }

  [[nodiscard]] bool empty() const { return queue_.empty(); }
  // True while a commit waits whose reach is exactly `reach`, or whose reach is not yet settled.
  [[nodiscard]] bool waits_for(unsigned reach) const { return waiting_[reach] > 0; }
  [[nodiscard]] bool all_settled() const { return !waits_for(from_one) && !waits_for(from_two) && !waits_for(from_both); }

  struct Visit {
    Oid id;
    unsigned reach;
  };

  // The newest commit that waits. Its parents join the queue with `reach | extra(reach)`.
  template <typename Extra>
  Visit next(Extra extra) {
    const Oid id = queue_.top().id;
    queue_.pop();
    Seen& seen = seen_.at(id);
    seen.waiting = false;
    const unsigned reach = seen.reach;
    --waiting_[reach];
    const unsigned inherited = reach | extra(reach);
    for (const Oid& parent : parents(id)) paint(parent, inherited);
    return {id, reach};
  }

  [[nodiscard]] unsigned reach(const Oid& id) const { return seen_.at(id).reach; }
  [[nodiscard]] bool met_shallow_end() const { return met_shallow_end_; }

 private:
  struct Waiting {
    std::int64_t time;
    Oid id;
    bool operator<(const Waiting& other) const { return std::tie(time, id) < std::tie(other.time, other.id); }
  };
  struct Seen {
    std::int64_t time = 0;
    unsigned reach = 0;
    bool waiting = false;
    std::vector<Oid> parents;
  };

  void paint(const Oid& id, unsigned reach) {
    const auto [at, is_new] = seen_.try_emplace(id);
    Seen& seen = at->second;
    if ((seen.reach & reach) == reach) return;
    if (is_new) {
      Commit commit = repository_->commit(id);
      seen.time = commit.time;
      seen.parents = std::move(commit.parents);
    }
    if (seen.waiting) --waiting_[seen.reach];
    seen.reach |= reach;
    ++waiting_[seen.reach];
    if (!seen.waiting) queue_.push({seen.time, id});
    seen.waiting = true;
  }

  std::vector<Oid> parents(const Oid& id) {
    if (!repository_->ends_shallow_clone(id)) return seen_.at(id).parents;
    met_shallow_end_ = true;
    return {};
  }

  const Repository* repository_;
  std::unordered_map<Oid, Seen> seen_;
  std::priority_queue<Waiting> queue_;
  std::array<std::size_t, 8> waiting_{};
  bool met_shallow_end_ = false;
};

unsigned settle_common(unsigned reach) {
  return (reach & from_both) == from_both ? settled : 0U;
}
unsigned nothing_more(unsigned) {
  return 0;
}

}  // namespace

Oid Repository::merge_base(const Oid& one, const Oid& two) const {
  AncestryWalk walk(*this, one, two);
  std::vector<Oid> common;
  // More than one candidate: clocks that disagree may have let an ancestor of another in, so everything is settled first.
  while (common.size() > 1 ? !walk.empty() : !walk.all_settled())
    if (const auto visit = walk.next(settle_common); visit.reach == from_both) common.push_back(visit.id);
  const auto best = std::find_if(common.begin(), common.end(), [&](const Oid& id) { return !(walk.reach(id) & settled); });
  if (best != common.end()) return *best;
  throw CannotRun(fmt::format("commits {} and {} share no history{}{}", one.short_hex(), two.short_hex(),
                              walk.met_shallow_end() ? " that is here; " : "", walk.met_shallow_end() ? fetch_depth_advice : ""));
}

std::vector<Commit> Repository::commits_between(const Oid& base, const Oid& head, std::size_t limit) const {
  AncestryWalk walk(*this, head, base);
  std::vector<Oid> only_head;
  while (walk.waits_for(from_one) && only_head.size() < limit)
    if (const auto visit = walk.next(nothing_more); visit.reach == from_one) only_head.push_back(visit.id);
  std::vector<Commit> commits;
  for (const Oid& id : only_head)
    if (walk.reach(id) == from_one) commits.push_back(commit(id));
  return commits;
}

}  // namespace safeops::git
