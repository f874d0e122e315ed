#pragma once

#include "change/change.hpp"

namespace safeops::rules {

// The write of a statement that goes over rows nobody has counted, in a table that stood before the change: an UPDATE, DELETE or
// MERGE that neither picks rows by a unique column nor has a LIMIT, an INSERT of what such a table holds. Null for none.
const sql::Query::Write* bulk_write(const StatementFacts& facts);

}  // namespace safeops::rules
