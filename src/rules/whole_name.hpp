#pragma once

#include "change/change.hpp"

namespace safeops::rules {

// The relation that a name in a statement meant when the statement ran, with its schema. One the statement takes no lock on is
// taken to stand in the first schema of the search path.
sql::Name whole_name(const sql::Name& written, const StatementFacts& facts);

}  // namespace safeops::rules
