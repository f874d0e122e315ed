#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sql/script.hpp"

namespace safeops::sql {

// One query of an app.
struct NamedQuery {
  std::string name;  // of `-- name: GetUser :one` above it; empty where there is none
  Span span;
  Query query;  // its references' spans are those of the names, in the file
};

// The queries an app sends, as a file holds them: plain SQL, or with the annotations and placeholders of sqlc and its like
// (`@name`, `:name`, `?`, `sqlc.arg(name)`), which stand for values. Statements that are no queries are left out.
struct QueryFile {
  std::vector<NamedQuery> queries;
  std::vector<Problem> problems;  // what of it could not be read
};

// Bounded and contained as analyze() is.
QueryFile read_queries(std::string_view text);

}  // namespace safeops::sql
