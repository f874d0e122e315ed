#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sql/syntax/name.hpp"

namespace safeops::sql {

struct FunctionCall {
  Name name;
  std::uint32_t arguments = 0;
};

// One comparison of a column with a constant, of those that AND joins. What has another form is not kept.
struct Condition {
  enum class Operator { is_not_null, equal, less, less_or_equal, greater, greater_or_equal };
  std::string column;
  Operator comparison = Operator::is_not_null;
  std::string value;  // the constant without quotes

  bool operator==(const Condition&) const = default;
};

// What a value or a condition is made of: enough to know whether it changes from row to row, which columns it hangs on, and what
// it proves.
struct Expression {
  std::uint64_t identity = 0;  // equal for equal trees, wherever they stand; 0: there is no expression
  bool null_constant = false;
  bool plain = false;                 // one constant or one column with nothing but casts around it
  std::vector<std::string> columns;   // those it reads, each once, sorted
  std::vector<FunctionCall> calls;    // functions; CURRENT_USER and its like are none
  std::vector<TypeName> casts;        // outermost first
  std::vector<Name> sequences;        // named in nextval('...')
  std::vector<Condition> conditions;  // all of them hold where it is true
  bool only_conditions = false;       // and it says nothing else

  explicit operator bool() const { return identity != 0; }
};

}  // namespace safeops::sql
