#pragma once

#include <string>
#include <vector>

#include "sql/syntax/expression.hpp"
#include "sql/syntax/name.hpp"
#include "text/source.hpp"

namespace safeops::sql {

// A SELECT, INSERT, UPDATE, DELETE or MERGE with everything below it, taken apart into the scopes in which SQL looks names up.
struct Query {
  // What a FROM clause brings into a scope.
  struct Source {
    static constexpr int none = -1;
    static constexpr int opaque = -2;  // a function, a table constructor: its columns are not known
    Name relation;                     // a table or view; empty for what `scope` says
    std::string alias;                 // the name its columns go by, the relation's own where none is given
    int scope = none;                  // the subquery or common table expression it stands for
    std::vector<std::string> columns;  // names given to the first of its columns
    bool only = false;
    bool locked = false;  // FOR UPDATE, FOR SHARE ...
  };
  struct Reference {
    std::string qualifier;       // alias or relation; empty where none is written
    std::string column;          // "*" for all of them
    text::Span span;             // in the text parsed
    bool may_be_output = false;  // in ORDER BY and GROUP BY, where the name of a result column counts too
  };
  struct Output {
    std::string name;       // of the result column; "*" for all columns, of `qualifier` where given
    std::string qualifier;  // of "*" and of `column`
    std::string column;     // where it is a column and nothing else
  };
  struct Scope {
    int parent = Source::none;  // where names that are not found here are looked up
    std::vector<Source> sources;
    std::vector<Reference> references;
    std::vector<Output> outputs;
    std::vector<Condition> conditions;  // what its WHERE asks of every row, as far as it compares columns with constants
    bool never = false;                 // its WHERE is false
    int outputs_of = Source::none;      // of UNION and the like: the scope of its first query
    int combined_with = Source::none;   // and that of its second
  };
  // What ON CONFLICT looks for. Where it names expressions or a predicate there is none of either.
  struct Arbiter {
    std::vector<std::string> columns;
    std::string constraint;
  };
  struct Write {
    enum class Kind { insert, update, remove, merge };
    Kind kind = Kind::insert;
    Name table;
    std::vector<std::string> columns;  // named to be written; of INSERT empty: all
    int scope = Source::none;          // where the table's columns may be read
    bool only = false;
    Arbiter arbiter;
  };

  std::vector<Scope> scopes;  // the first is the statement's own
  std::vector<Write> writes;
  std::vector<FunctionCall> calls;
  std::uint64_t identity = 0;  // equal for equal trees, wherever they stand; 0: there is no query
};

}  // namespace safeops::sql
