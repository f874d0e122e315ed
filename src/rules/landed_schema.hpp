#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "change/change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {

// What the migrations at base say of the schema. They are taken in the order of their names; what they do not say (a schema that
// is older than its migrations) is not known here.

// The last landed statement of one of `makers` that made what `taken` takes away, as the other half of the story; empty when no
// migration says.
std::vector<Related> made_here(const Change& change, const SchemaEffect& taken, std::initializer_list<sql::Effect::Kind> makers);

}  // namespace safeops::rules
