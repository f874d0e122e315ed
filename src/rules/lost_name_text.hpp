#pragma once

#include <string>

#include "change/running_queries.hpp"

namespace safeops::rules {

// "query GetUser names users.login, which is gone after this statement", of several queries the first few by name.
std::string what_breaks(const LostName& name);

// What has to happen first, and where the statement, of which `effect` is a part (or all: its own `effect` may be null), may run
// then.
std::string before_it_may_go(const LostName& name, const SchemaEffect& effect);

}  // namespace safeops::rules
