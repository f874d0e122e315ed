#include "git/walk_budget.hpp"

#include <fmt/format.h>

#include "git/cannot_run.hpp"

namespace safeops::git {

void WalkBudget::spend(std::string_view path) {
  constexpr auto inspection = CannotRun::Reason::inspection;
  if (path.size() > max_path_bytes)
    throw CannotRun(fmt::format("a path is longer than {} bytes, so nobody can check it out", max_path_bytes), inspection);
  bytes_ += path.size();
  if (++entries_ > max_entries || bytes_ > max_total_bytes)
    throw CannotRun(fmt::format("there are more than {} files to look at, or their paths take more than {} MiB", max_entries,
                                max_total_bytes / (1024 * 1024)),
                    inspection);
}

}  // namespace safeops::git
