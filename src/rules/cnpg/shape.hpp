#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "rules/cnpg/inspection.hpp"

namespace safeops::rules {

// What a field of a CRD's schema holds. A table is a map with keys of the user's choice.
enum class Shape : std::uint8_t {
  anything,
  text,
  integer,
  number,
  boolean,
  time,
  duration,
  quantity,
  number_or_text,
  object,
  table,
  list
};

// The letters that a text is made of, as ranges: `a-z0-9_`.
struct Letters {
  std::string_view first;  // empty: any text
  std::string_view inner;
  std::string_view last;
};

struct Limits {
  std::string_view words;  // of an enum, with `|` between them
  std::int64_t least = std::numeric_limits<std::int64_t>::min();
  std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::size_t shortest = 0;  // of a text
  std::size_t longest = std::numeric_limits<std::size_t>::max();
  Letters letters;
  std::string_view keys;  // of a list: the fields, with `|` between them, that no two of its items may have alike
};

struct Field {
  std::string_view name;  // "" for what stands in a list or a table
  Shape shape = Shape::anything;
  bool is_required = false;
  std::uint16_t inside = 0;  // the group of fields of an object, a list, a table
  Limits limits;
};

// The CRDs of CloudNativePG and of its Barman Cloud plugin: shape_table.cpp.
std::span<const Field> fields_in(std::uint16_t group);
// Null for a kind that they do not have.
const Field* shape_of_spec(std::string_view kind);

// What the API server asks of every field of `spec`: its type, the words or numbers it may hold, and what must be there. Fields
// that the CRD lacks are passed over, because a newer operator may have them.
void hold_to_shape(Inspection& in);

}  // namespace safeops::rules
