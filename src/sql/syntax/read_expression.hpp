#pragma once

#include <cstdint>

#include "sql/parse_tree.hpp"
#include "sql/syntax/expression.hpp"

namespace safeops::sql {

// Reads a value or condition of the parse tree; nowhere gives the empty one. Iterative: expressions are as deep as they like.
Expression read_expression(Node node);
// A constant as text without its quotes, casts taken off; empty where it is none or NULL.
std::string constant_of(Node node);
// What PostgreSQL calls a value that is given no name: by its function, column, type ...; empty where it finds none.
std::string name_of_value(Node value);

}  // namespace safeops::sql
