#pragma once

#include <cstdint>

#include "sql/parse_tree.hpp"
#include "sql/syntax/query.hpp"

namespace safeops::sql {

// Reads a statement node such as {"SelectStmt": ...}; nowhere gives an empty query. Spans count from `origin`.
Query read_query(Node statement, std::uint32_t origin);
// Reads expressions that see the columns of one table: of policies, rules and triggers.
Query read_expressions_of(const Name& table, const std::vector<Node>& expressions, std::uint32_t origin);

}  // namespace safeops::sql
