#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sql/parse_tree.hpp"

namespace safeops::sql {

// The text an EXECUTE runs, as far as its expression tells: literals, what || joins, format(), quote_ident() and quote_literal()
// of those. Where they put in a name or a literal that is only known when it runs, a token stands for it that PostgreSQL's
// quoting guarantees to be one.
struct DynamicText {
  static constexpr std::string_view computed_name = "\"%I\"";
  static constexpr std::string_view computed_literal = "'%L'";

  std::string text;
  std::optional<std::uint32_t> literal = {};  // where the text stands, when it is one literal
  std::size_t names = 0;                      // how many stand for computed ones
  std::size_t literals = 0;

  [[nodiscard]] bool computed() const { return names + literals > 0; }
};

// None for a text of which more is not known. `expression` is its tree.
std::optional<DynamicText> dynamic_text(Node expression);

}  // namespace safeops::sql
