#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// The server that a statement is judged for: "PostgreSQL 14 of Cluster data/app-postgres in production"; without the Cluster
// where none said it.
std::string server_words(const StatementFacts& facts);

// The line that says so, as the other half of the story; empty where none does.
std::vector<Related> server_line(const MigrationStep& step);

}  // namespace safeops::rules
