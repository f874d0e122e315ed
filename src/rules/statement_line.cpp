#include "rules/statement_line.hpp"

#include <cctype>

#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

constexpr std::size_t longest_quote = 300;
constexpr std::size_t longest_source = 4000;  // with its comments and indentation

bool in_name(char c) {
  return c == '_' || c == '"' || c == '\'' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

std::string one_line(std::string_view text, sql::Span span) {
  std::string line;
  if (span.begin > span.end || span.end > text.size() || span.end - span.begin > longest_source) return line;
  sql::Lexer lexer(text, span);
  std::uint32_t end = span.begin;
  for (sql::Token token = lexer.next_code(); token.kind != sql::Token::Kind::end; token = lexer.next_code()) {
    if (token.span.begin > end && !line.empty()) line += ' ';
    line += lexer.text(token);
    end = token.span.end;
  }
  return line;
}

bool is_quotable(std::string_view line) {
  return !line.empty() && line.size() <= longest_quote && line.find_first_of("`\n\r") == line.npos;
}

std::string line_of(const SchemaEffect& effect, sql::Span span) {
  std::string line = one_line(effect.step->migration().text(), span);
  return is_quotable(line) ? line : std::string{};
}

std::size_t find_word(std::string_view line, std::string_view word) {
  const std::string text = text::lower(line), wanted = text::lower(word);
  for (std::size_t at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    if ((at == 0 || !in_name(text[at - 1])) && (end == text.size() || !in_name(text[end]))) return at;
  }
  return std::string_view::npos;
}

}  // namespace safeops::rules
