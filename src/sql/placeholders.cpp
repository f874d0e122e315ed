#include "sql/placeholders.hpp"

#include <algorithm>
#include <vector>

#include "sql/lexer.hpp"

namespace safeops::sql {

namespace {

constexpr std::string_view operator_marks = "<@|&#?!~";

std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  Lexer lexer(text);
  for (Token token = lexer.next_code(); token.kind != Token::Kind::end; token = lexer.next_code()) tokens.push_back(token);
  return tokens;
}

class Rewriter {
 public:
  explicit Rewriter(std::string_view text) : text_(text), tokens_(tokens_of(text)) {}

  std::string run() {
    std::size_t brackets = 0;  // array slices have colons of their own
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (is(i, '[')) ++brackets;
      if (is(i, ']') && brackets > 0) --brackets;
      if (tokens_[i].kind == Token::Kind::placeholder)
        put(tokens_[i].span, "$1");
      else if (is_marked(i, '@') || (brackets == 0 && is_marked(i, ':')))
        put({tokens_[i].span.begin, tokens_[i + 1].span.end}, "$1");
      else if (const std::size_t end = call_end(i))
        rewrite_call(i, end);
    }
    return std::move(text_);
  }

 private:
  [[nodiscard]] bool is(std::size_t i, char symbol) const {
    return i < tokens_.size() && tokens_[i].kind == Token::Kind::symbol && text_[tokens_[i].span.begin] == symbol;
  }
  [[nodiscard]] std::string_view text(std::size_t i) const {
    return std::string_view(text_).substr(tokens_[i].span.begin, tokens_[i].span.end - tokens_[i].span.begin);
  }

  // A mark with a name right behind it, and no part of an operator or of `::`.
  [[nodiscard]] bool is_marked(std::size_t i, char mark) const {
    if (!is(i, mark) || i + 1 >= tokens_.size() || tokens_[i + 1].span.begin != tokens_[i].span.end) return false;
    const Token::Kind next = tokens_[i + 1].kind;
    if (next != Token::Kind::word && !(mark == ':' && (next == Token::Kind::string || next == Token::Kind::quoted_name)))
      return false;
    const std::uint32_t begin = tokens_[i].span.begin;
    const char before = begin > 0 ? text_[begin - 1] : ' ';
    return before != ':' && operator_marks.find(before) == operator_marks.npos;
  }

  // Of `sqlc.arg(...)` the place of its closing parenthesis, 0 for everything else.
  [[nodiscard]] std::size_t call_end(std::size_t i) const {
    if (tokens_[i].kind != Token::Kind::word || !same_word(text(i), "sqlc") || !is(i + 1, '.') || !is(i + 3, '(')) return 0;
    for (std::size_t end = i + 4; end < tokens_.size() && end < i + 8; ++end)
      if (is(end, ')')) return end;
    return 0;
  }

  void rewrite_call(std::size_t i, std::size_t end) {
    const bool embeds = same_word(text(i + 2), "embed") && end == i + 5;
    const std::string value = embeds ? std::string(text(i + 4)) + ".*" : "$1";
    put({tokens_[i].span.begin, tokens_[end].span.end}, value);
  }

  void put(Span span, std::string_view value) {
    for (std::uint32_t at = span.begin; at < span.end; ++at)
      if (!is_line_end(text_[at])) text_[at] = at - span.begin < value.size() ? value[at - span.begin] : ' ';
  }

  std::string text_;
  std::vector<Token> tokens_;
};

}  // namespace

std::string with_parameters(std::string_view text) {
  return Rewriter(text).run();
}

std::string with_question_marks(std::string text) {
  for (const Token& token : tokens_of(text))
    if (token.kind == Token::Kind::symbol && text[token.span.begin] == '?') text[token.span.begin] = '1';
  return text;
}

}  // namespace safeops::sql
