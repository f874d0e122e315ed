#pragma once

#include "sql/script.hpp"

namespace safeops {

// Whether a statement runs when its migration does, up and not only when somebody calls the function it stands in.
bool runs(const sql::Statement& statement);

// Whether it runs under no condition: inside DO it may.
bool runs_for_certain(const sql::Statement& statement);

// Whether the catalog knows all that a script makes and takes away. Otherwise nothing follows from what is not in it: text that
// does not parse, names put in when it runs, changes under a condition, calls of functions and extensions with objects of their
// own.
bool is_understood(const sql::Script& script);

// Whether the names of its migrations tell their order. Sqitch keeps it in its plan, and repeatable migrations run last.
bool says_its_order(const sql::Script& script);

}  // namespace safeops
