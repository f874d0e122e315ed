#include "gate/recoverability.hpp"

namespace safeops {
namespace {

constexpr std::size_t runs_told = 2;

}  // namespace

Recoverability recoverability(const Estate& estate, const Cluster& cluster, text::Seconds now) {
  Recoverability found{
      .path = backup_path(estate, cluster), .window = longest_window(estate, cluster), .next_runs = {}, .now = now};
  found.next_runs = next_runs(found.path.times.followed, now, runs_told);
  found.weakest = weakest_link(found.path, estate, now);
  return found;
}

}  // namespace safeops
