#pragma once

#include <cstddef>
#include <deque>
#include <set>
#include <string>

#include "estate/estate.hpp"
#include "git/history.hpp"

namespace safeops {

// The base branch before a commit that took lines with DROP, ALTER or RENAME out of it: what databases have run all the same.
struct LostSql {
  std::size_t step = 0;         // of the history: the commit that did so
  std::set<std::string> paths;  // of the files that held the SQL
  Estate before;                // of the commit before that one
};

// By the last 500 commits, newest first; of more than twenty such commits the newest. The library must outlive it.
std::deque<LostSql> find_lost_sql(const git::History& history, Library& library, const Policy& policy);

}  // namespace safeops
