#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "text/source.hpp"

namespace safeops::sql {

using text::Span;

// A lexical element as PostgreSQL's scan.l cuts it, as far as telling code from quotes and comments needs it.
struct Token {
  enum class Kind {
    end,
    word,           // keyword or unquoted identifier
    quoted_name,    // "..." (also of U&"...")
    string,         // '...' without backslash escapes (also of N, B, X and U&)
    escape_string,  // E'...'
    dollar_string,  // $tag$...$tag$
    number,
    parameter,    // $1
    placeholder,  // {{ }}, {% %}, ${name}, $%NAME%$, %(name)s of a template language
    line_comment,
    block_comment,
    symbol,  // one character of an operator or of punctuation
  };

  Kind kind = Kind::end;
  Span span;                    // quotes and comment marks included
  std::uint32_t delimiter = 0;  // bytes that open a string, name or comment; dollar strings end with as many
  std::uint32_t nesting = 0;    // block comments: how deep
  bool closed = true;           // false when the text ends inside

  [[nodiscard]] bool is_comment() const { return kind == Kind::line_comment || kind == Kind::block_comment; }
};

// Cuts a text into tokens, one pass, no recursion, any bytes. Adjacent strings that SQL joins are separate tokens, but each
// part of a continued E'' string is an escape_string.
class Lexer {
 public:
  explicit Lexer(std::string_view text, std::uint32_t begin = 0) : text_(text), at_(begin) {}
  Lexer(std::string_view text, Span part) : text_(text.substr(0, part.end)), at_(part.begin) {}

  Token next();       // comments too
  Token next_code();  // the next token that is no comment
  void seek(std::uint32_t offset) { at_ = offset; }
  [[nodiscard]] std::uint32_t offset() const { return at_; }

  [[nodiscard]] std::string_view text(const Token& token) const {
    return text_.substr(token.span.begin, token.span.end - token.span.begin);
  }
  [[nodiscard]] bool is(const Token& token, std::string_view lower_case_word) const;
  [[nodiscard]] bool is(const Token& token, char symbol) const {
    return token.kind == Token::Kind::symbol && text_[token.span.begin] == symbol;
  }

 private:
  [[nodiscard]] char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  [[nodiscard]] Token make(Token::Kind kind, std::size_t end, std::uint32_t delimiter = 0, bool closed = true);
  Token line_comment();
  Token block_comment();
  Token word();
  Token number();
  Token quoted(Token::Kind kind, std::size_t open, char quote, bool backslashes);
  Token dollar();
  Token placeholder(std::string_view close, std::size_t open);
  [[nodiscard]] std::uint32_t continuation(std::size_t after_quote) const;
  [[nodiscard]] bool starts_python_placeholder() const;
  [[nodiscard]] bool starts_percent_placeholder() const;

  std::string_view text_;
  std::uint32_t at_ = 0;
  std::uint32_t continued_escape_ = UINT32_MAX;  // offset of the quote that continues an E'' string
};

// "a" == "A" in ASCII only, as PostgreSQL folds keywords.
bool same_word(std::string_view text, std::string_view lower_case_word);

bool is_name_start(char c);
bool is_name_part(char c);
bool is_blank(char c);  // what PostgreSQL's scanner takes for white space
bool is_line_end(char c);
std::string_view trim(std::string_view text);

}  // namespace safeops::sql
