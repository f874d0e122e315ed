#include <algorithm>

#include "sql/lexer.hpp"
#include "sql/script.hpp"

namespace safeops::sql {

namespace {

// Keywords that cannot stand for a table or column without quotes (sorted).
constexpr std::string_view reserved[] = {
    "all",
    "analyse",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "asymmetric",
    "authorization",
    "binary",
    "both",
    "case",
    "cast",
    "check",
    "collate",
    "collation",
    "column",
    "concurrently",
    "constraint",
    "create",
    "cross",
    "current_catalog",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "default",
    "deferrable",
    "desc",
    "distinct",
    "do",
    "else",
    "end",
    "except",
    "false",
    "fetch",
    "for",
    "foreign",
    "freeze",
    "from",
    "full",
    "grant",
    "group",
    "having",
    "ilike",
    "in",
    "initially",
    "inner",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "lateral",
    "leading",
    "left",
    "like",
    "limit",
    "localtime",
    "localtimestamp",
    "natural",
    "not",
    "notnull",
    "null",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "outer",
    "overlaps",
    "placing",
    "primary",
    "references",
    "returning",
    "right",
    "select",
    "session_user",
    "similar",
    "some",
    "symmetric",
    "system_user",
    "table",
    "tablesample",
    "then",
    "to",
    "trailing",
    "true",
    "union",
    "unique",
    "user",
    "using",
    "variadic",
    "verbose",
    "when",
    "where",
    "window",
    "with",
};
static_assert(std::is_sorted(std::begin(reserved), std::end(reserved)));

bool needs_quotes(std::string_view name) {
  if (name.empty() || !is_name_start(name[0])) return true;
  const bool plain = std::all_of(
      name.begin(), name.end(), [](char c) { return is_name_part(c) && c != '$' && !(c >= 'A' && c <= 'Z') && (c & 0x80) == 0; });
  return !plain || std::binary_search(std::begin(reserved), std::end(reserved), name);
}

std::string quote_name(std::string_view name) {
  if (!needs_quotes(name)) return std::string(name);
  std::string result = "\"";
  for (const char c : name) result.append(c == '"' ? 2 : 1, c);
  return result + '"';
}

}  // namespace

std::string Name::text() const {
  return schema.empty() ? quote_name(name) : quote_name(schema) + "." + quote_name(name);
}

bool Name::may_be(const Name& other) const {
  return name == other.name && (schema == other.schema || schema.empty() || other.schema.empty());
}

}  // namespace safeops::sql
