#pragma once

#include "sql/analysis.hpp"

namespace safeops::sql {

// Gives every statement that runs a routine of the same script what the routine's body does, directly or through others. A
// CALL of one is then known code.
void resolve_calls(Analysis& analysis);

}  // namespace safeops::sql
