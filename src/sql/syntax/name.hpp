#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

namespace safeops::sql {

// A name as PostgreSQL stores it: unquoted text folded to lower case, U& escapes decoded, quotes removed. `schema` is empty
// where the text names none.
struct Name {
  std::string schema;
  std::string name;

  auto operator<=>(const Name&) const = default;
  [[nodiscard]] bool empty() const { return name.empty(); }
  [[nodiscard]] std::string text() const;  // as SQL would write it: quoted where it must be, schema in front where given
  // True when both may mean the same object: names equal, and schemas equal or one of them not given (or `public`).
  [[nodiscard]] bool may_be(const Name& other) const;
};

// A type as a statement names it. What pg_catalog holds carries no schema and is called as pg_type calls it: int4, timestamptz.
struct TypeName {
  Name name;
  std::vector<std::int32_t> modifiers;  // as written: numeric(10,2) -> 10, 2; of interval the mask of its fields, then precision
  std::int32_t dimensions = 0;          // int[][] -> 2
  std::string words;  // modifiers that are no numbers, with those that are: geometry(Point,4326) -> "Point,4326"

  bool operator==(const TypeName&) const = default;
  [[nodiscard]] bool empty() const { return name.empty(); }
  [[nodiscard]] std::string text() const;  // as format_type prints it: "character varying(10)[]"
};

}  // namespace safeops::sql
