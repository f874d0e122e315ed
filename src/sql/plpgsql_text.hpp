#pragma once

#include <string_view>
#include <vector>

#include "sql/plpgsql.hpp"

namespace safeops::sql {

// The queries of a PL/pgSQL body by its text alone, for bodies that libpg_query's PL/pgSQL refuses for reasons that only a
// catalog can judge: it knows no types but the built-in ones, so that assigning to a field of a %ROWTYPE variable or reading
// two columns into variables of enum types is an error to it. Nothing is left out: what is no PL/pgSQL statement by its first
// words is taken for SQL, and shows by not parsing when it is none.
std::vector<EmbeddedQuery> split_plpgsql(std::string_view body);

// True for a refusal of that sort, false for one about the text itself.
bool needs_catalog(std::string_view message);

}  // namespace safeops::sql
