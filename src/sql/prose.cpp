#include "sql/prose.hpp"

#include "sql/lexer.hpp"

namespace safeops::sql {
namespace {

constexpr int deepest = 8;  // further in everything is taken for code

void collect(std::string_view sql, Span part, int depth, std::vector<Span>& prose) {
  Lexer lexer(sql, part);
  for (Token token = lexer.next(); token.kind != Token::Kind::end; token = lexer.next()) {
    const bool literal = token.kind == Token::Kind::string || token.kind == Token::Kind::escape_string;
    if (literal || token.is_comment()) prose.push_back(token.span);
    if (token.kind != Token::Kind::dollar_string || depth == deepest) continue;
    const std::uint32_t end = token.span.end - (token.closed ? token.delimiter : 0);
    collect(sql, {token.span.begin + token.delimiter, end}, depth + 1, prose);
  }
}

}  // namespace

std::vector<Span> prose_of(std::string_view sql) {
  std::vector<Span> prose;
  collect(sql, {0, static_cast<std::uint32_t>(sql.size())}, 0, prose);
  return prose;
}

}  // namespace safeops::sql
