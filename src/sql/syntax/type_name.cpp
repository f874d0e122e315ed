#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "sql/syntax/name.hpp"

namespace safeops::sql {

namespace {

struct Spelling {
  std::string_view internal, printed, suffix;
};
constexpr Spelling spellings[] = {
    {"bool", "boolean", ""},
    {"bpchar", "character", ""},
    {"char", "\"char\"", ""},
    {"float4", "real", ""},
    {"float8", "double precision", ""},
    {"int2", "smallint", ""},
    {"int4", "integer", ""},
    {"int8", "bigint", ""},
    {"time", "time", " without time zone"},
    {"timestamp", "timestamp", " without time zone"},
    {"timestamptz", "timestamp", " with time zone"},
    {"timetz", "time", " with time zone"},
    {"varbit", "bit varying", ""},
    {"varchar", "character varying", ""},
};

std::string print_base(const TypeName& type) {
  if (type.name.name == "interval" && type.name.schema.empty()) return "interval";  // its modifiers are bit masks
  const std::string numbers = fmt::format("{}", fmt::join(type.modifiers, ","));
  const std::string& inside = type.words.empty() ? numbers : type.words;
  const std::string modifiers = inside.empty() ? "" : fmt::format("({})", inside);
  const auto* spelling = std::find_if(std::begin(spellings), std::end(spellings), [&](const Spelling& each) {
    return type.name.schema.empty() && each.internal == type.name.name;
  });
  if (spelling == std::end(spellings)) return type.name.text() + modifiers;
  return fmt::format("{}{}{}", spelling->printed, modifiers, spelling->suffix);
}

}  // namespace

std::string TypeName::text() const {
  std::string printed = print_base(*this);
  for (std::int32_t i = 0; i < dimensions; ++i) printed += "[]";
  return printed;
}

}  // namespace safeops::sql
