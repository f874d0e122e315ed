#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "sql/catalog/catalog.hpp"

namespace safeops::sql {

// What a query named and, as the schema has changed, PostgreSQL no longer finds; or what it now asks for and is not given.
struct Lost {
  enum class Kind {
    relation,
    column,
    function,
    required_column,  // that an INSERT does not name: NOT NULL without a default
    label,            // of an enumeration, the `object`, that a column is compared with
    arbiter,          // that ON CONFLICT asks for: a constraint, or a unique index on columns
  };
  Kind kind = Kind::relation;
  Name object;         // whole: the relation or function; of a label its type
  std::string member;  // the column or label; of an arbiter its constraint or its columns
  text::Span span;     // where the query names it; empty where it does not

  // How the query asks for it.
  Name written;                 // the relation or function
  std::string compared;         // the column that a label is compared with
  std::uint32_t arguments = 0;  // of a function
  Query::Arbiter arbiter;

  [[nodiscard]] bool same(const Lost& other) const {
    return kind == other.kind && object == other.object && member == other.member;
  }
};

// Only what certainly was there before and certainly is not after. Nothing for a query that did not work before, and nothing
// when a catalog gave up.
std::vector<Lost> lost_names(const Query& query, const Catalog& before, const Catalog& after);

// Whether a query that lost it would miss it in this schema too, one between those it was compared in.
bool misses(const Catalog& schema, const Lost& lost);

}  // namespace safeops::sql
