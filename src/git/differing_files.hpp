#pragma once

#include <vector>

#include "git/snapshot.hpp"

namespace safeops::git {

// What diff() starts from: every file that differs, in no order, a renamed one as two.
std::vector<FileChange> differing_files(const Snapshot& base, const Snapshot& head);

}  // namespace safeops::git
