#include "change/statement_text.hpp"

#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops {

std::string statement_text(const Migration& migration, const sql::Statement& statement) {
  const std::string_view text = migration.text();
  if (statement.span.begin > statement.span.end || statement.span.end > text.size()) return {};
  std::string result;
  sql::Lexer lexer(text, statement.span);
  for (sql::Token token = lexer.next_code(); token.kind != sql::Token::Kind::end; token = lexer.next_code()) {
    if (!result.empty()) result += ' ';
    result += token.kind == sql::Token::Kind::word ? text::lower(lexer.text(token)) : std::string(lexer.text(token));
  }
  return result;
}

std::vector<std::string> up_statements(const Migration& migration) {
  std::vector<std::string> texts;
  for (const sql::Statement& statement : migration.script().statements) {
    const bool runs = statement.direction == sql::Direction::up && statement.container == sql::Container::top_level;
    if (runs) texts.push_back(statement_text(migration, statement));
  }
  return texts;
}

std::vector<LongName> names_cut_short(const Migration& migration, const sql::Statement& statement) {
  constexpr std::size_t longest = 63;
  std::vector<LongName> names;
  const std::string_view text = migration.text();
  if (statement.span.begin > statement.span.end || statement.span.end > text.size()) return names;
  sql::Lexer lexer(text, statement.span);
  for (sql::Token token = lexer.next_code(); token.kind != sql::Token::Kind::end; token = lexer.next_code()) {
    const bool quoted = token.kind == sql::Token::Kind::quoted_name;
    if (!quoted && token.kind != sql::Token::Kind::word) continue;
    std::string_view name = lexer.text(token);
    if (quoted && name.size() >= 2 && name.front() == '"') name = name.substr(1, name.size() - 2);
    if (name.size() <= longest) continue;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;  // whole characters, as pg_mbcliplen
    names.push_back({token.span, std::string(name), std::string(name.substr(0, end))});
  }
  return names;
}

}  // namespace safeops
