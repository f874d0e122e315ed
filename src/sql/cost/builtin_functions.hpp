#pragma once

#include <string_view>

namespace safeops::sql {

// A function of pg_catalog, as servers 11 to 18 list it in pg_proc.
struct BuiltinFunction {
  bool is_volatile = false;  // every form of it: each row has a value of its own
  int since = 11;            // the first of those majors that has it
};

// Null when PostgreSQL has none of that name; functions that only the server itself calls are left out.
const BuiltinFunction* builtin_function(std::string_view name);

}  // namespace safeops::sql
