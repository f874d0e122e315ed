#pragma once

#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// A statement that names an enum value which the same transaction adds.
struct NewEnumValueUse {
  const StatementFacts* adder = nullptr;
  const StatementFacts* user = nullptr;
  sql::Name type;
  std::string value;
};

// Of one migration. Only statements about the type, or about a table with a column of it, are taken for users: the same word may
// stand elsewhere. The first 20 new values are looked at.
std::vector<NewEnumValueUse> uses_of_new_enum_values(const MigrationStep& step);

}  // namespace safeops::rules
