#include "gate/recoverability.hpp"

#include <utility>

namespace safeops {
namespace {

constexpr std::size_t runs_told = 2;

}  // namespace

std::vector<Recoverability> recoverability(const Estate& estate, text::Seconds now) {
  std::vector<Recoverability> all;
  for (BackupPath& path : backup_paths(estate)) {
    LongestWindow window = longest_window(estate, *path.cluster);
    const WeakestLink weakest = weakest_link(path, estate, window, now);
    std::vector<text::Seconds> runs = next_runs(path.times.followed, now, runs_told);
    all.push_back(
        {.path = std::move(path), .window = std::move(window), .next_runs = std::move(runs), .weakest = weakest, .now = now});
  }
  return all;
}

}  // namespace safeops
