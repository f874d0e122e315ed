#include "rules/statement_line.hpp"

#include <cctype>

#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

constexpr std::size_t longest_quote = 200;

bool is_blank(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}

bool in_name(char c) {
  return c == '_' || c == '"' || c == '\'' || std::isalnum(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

std::string line_of(const SchemaEffect& effect, sql::Span span) {
  const std::string_view text = effect.step->migration().text();
  if (span.begin >= span.end || span.end > text.size() || span.end - span.begin > 2 * longest_quote) return {};
  std::string line;
  for (const char c : text.substr(span.begin, span.end - span.begin)) {
    const bool repeated = line.empty() || line.back() == ' ';
    if (!is_blank(c))
      line += c;
    else if (!repeated)
      line += ' ';
  }
  const bool commented = line.find("--") != line.npos || line.find("/*") != line.npos || line.find('`') != line.npos;
  return commented || line.size() > longest_quote ? std::string{} : line;
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
