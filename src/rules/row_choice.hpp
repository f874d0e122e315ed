#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// Which rows an UPDATE, DELETE or INSERT ... SELECT asks for, as far as its text tells without an expression being understood.
struct RowChoice {
  bool limited = false;                // LIMIT or FETCH FIRST somewhere in it
  std::vector<std::string> picked_by;  // columns that WHERE and its ANDs want equal to a constant, or one of a list of them
};

RowChoice read_row_choice(const StatementFacts& facts);

// It stands in a DO block that says COMMIT: a batch job, wherever that stands.
bool commits_as_it_goes(const StatementFacts& facts);

}  // namespace safeops::rules
