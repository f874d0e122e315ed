#pragma once

#include <optional>
#include <string>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// Something in a statement that older servers do not know.
struct NewerSyntax {
  std::string what;     // "MERGE", "the function uuidv7()"
  int since = 11;       // the first major that has it
  std::string instead;  // what older servers understand, as a sentence; empty where there is nothing
};

// The first thing in the statement that a server of that major refuses because it is too new for it. `catalog` tells functions of
// our own, and of extensions, from PostgreSQL's.
std::optional<NewerSyntax> newer_syntax(const Command& command, const Catalog& catalog, int major);

}  // namespace safeops::sql
