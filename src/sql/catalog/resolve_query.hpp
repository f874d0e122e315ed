#pragma once

#include <vector>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// The columns a query gives, with their types where they are columns of relations that the catalog holds.
struct ResultColumns {
  std::vector<Column> columns;
  bool complete = true;  // false: there are more, or others, than can be told
};
ResultColumns result_of(const Query& query, const Catalog& catalog);

// The relations a query reads and the columns of them that it names, in order of names. A column that may belong to several
// relations, as nothing is known of some, counts for each of those.
std::vector<Use> uses_of(const Query& query, const Catalog& catalog);

}  // namespace safeops::sql
