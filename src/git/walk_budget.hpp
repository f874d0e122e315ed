#pragma once

#include <cstddef>
#include <string_view>

namespace safeops::git {

// Ends a walk through a tree that a few objects make endless: directories that list one another's ids many times, or nest
// deeper than any file system could hold. Throws CannotRun (inspection).
class WalkBudget {
 public:
  static constexpr std::size_t max_path_bytes = 4096;  // PATH_MAX: nobody can check out more
  static constexpr std::size_t max_entries = 500'000;
  static constexpr std::size_t max_total_bytes = 64 * 1024 * 1024;

  // Counts one entry, file or directory, by its full path.
  void spend(std::string_view path);

 private:
  std::size_t entries_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace safeops::git
