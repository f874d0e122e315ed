#pragma once

#include <string>

#include "change/running_queries.hpp"

namespace safeops::rules {

// "query GetUser reads users.login, which this statement takes away", of several queries the first few by name.
std::string what_breaks(const LostName& name);

// What has to happen first, and where the statement, of which `effect` is a part, may run then.
std::string before_it_may_go(const LostName& name, const SchemaEffect& effect);

}  // namespace safeops::rules
