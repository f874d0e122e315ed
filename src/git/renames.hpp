#pragma once

#include <vector>

#include "git/snapshot.hpp"

namespace safeops::git {

// Joins removed and added files that are one file under two names: the same content first, then the most similar of at least
// 50 %. Like git's own search it gives up on similarity where there are too many or too large candidates; nothing is lost then
// but the connection.
void pair_renames(const Repository& repository, std::vector<FileChange>& changes);

}  // namespace safeops::git
