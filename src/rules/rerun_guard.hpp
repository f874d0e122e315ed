#pragma once

#include <string>

#include "change/change.hpp"

namespace safeops::rules {

// How to write a statement whose second run fails (`facts.rerun`), so that it does not: SQL with its names filled in, for the
// middle of a sentence: "put `DROP INDEX CONCURRENTLY IF EXISTS users_login_idx;` before it".
std::string rerun_guard(const StatementFacts& facts);

}  // namespace safeops::rules
