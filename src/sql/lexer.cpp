#include "sql/lexer.hpp"

#include <algorithm>

#include "text/letter_case.hpp"

namespace safeops::sql {

namespace {

// Further than this from its opening mark a placeholder is not looked for, so that many opening marks stay linear.
constexpr std::size_t longest_placeholder = 512;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool is_name_part(char c) {
  return is_name_start(c) || is_digit(c) || c == '$';
}
bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || is_line_end(c) || c == '\f' || c == '\v';
}

bool same_word(std::string_view text, std::string_view lower_case_word) {
  return std::equal(text.begin(), text.end(), lower_case_word.begin(), lower_case_word.end(),
                    [](char a, char b) { return text::lower(a) == b; });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool Lexer::is(const Token& token, std::string_view lower_case_word) const {
  return token.kind == Token::Kind::word && same_word(text(token), lower_case_word);
}

Token Lexer::make(Token::Kind kind, std::size_t end, std::uint32_t delimiter, bool closed) {
  Token token{.kind = kind, .span = {at_, static_cast<std::uint32_t>(end)}, .delimiter = delimiter, .closed = closed};
  at_ = token.span.end;
  return token;
}

Token Lexer::next_code() {
  Token token = next();
  while (token.is_comment()) token = next();
  return token;
}

Token Lexer::next() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  if (at_ >= text_.size()) return make(Token::Kind::end, at_);
  const char c = text_[at_];
  const char following = at(at_ + 1);
  if (is_name_start(c)) return word();
  if (is_digit(c)) return number();
  if (c == '\'')
    return quoted(at_ == continued_escape_ ? Token::Kind::escape_string : Token::Kind::string, 1, '\'', at_ == continued_escape_);
  if (c == '"') return quoted(Token::Kind::quoted_name, 1, '"', false);
  if (c == '$') return dollar();
  if (c == '-' && following == '-') return line_comment();
  if (c == '/' && following == '*') return block_comment();
  if (c == '{' && following == '{') return placeholder("}}", 2);
  if (c == '{' && following == '%') return placeholder("%}", 2);
  if (c == '%' && starts_python_placeholder()) return placeholder(")s", 2);
  return make(Token::Kind::symbol, at_ + 1);
}

Token Lexer::line_comment() {
  std::size_t end = at_;
  while (end < text_.size() && !is_line_end(text_[end])) ++end;
  return make(Token::Kind::line_comment, end, 2);
}

Token Lexer::block_comment() {
  std::uint32_t depth = 1, deepest = 1;
  std::size_t end = at_ + 2;
  while (end < text_.size() && depth > 0) {
    if (text_[end] == '*' && at(end + 1) == '/') {
      --depth;
      end += 2;
    } else if (text_[end] == '/' && at(end + 1) == '*') {
      deepest = std::max(deepest, ++depth);
      end += 2;
    } else {
      ++end;
    }
  }
  Token token = make(Token::Kind::block_comment, std::min(end, text_.size()), 2, depth == 0);
  token.nesting = deepest;
  return token;
}

Token Lexer::word() {
  std::size_t end = at_ + 1;
  while (end < text_.size() && is_name_part(text_[end])) ++end;
  if (end == at_ + 1 && text::lower(text_[at_]) == 'e' && at(end) == '\'')
    return quoted(Token::Kind::escape_string, 2, '\'', true);
  return make(Token::Kind::word, end);
}

// A dollar sign ends a number: PostgreSQL reads `1$$` as 1 and the start of a dollar quote.
Token Lexer::number() {
  std::size_t end = at_ + 1;
  while (is_digit(at(end)) || (at(end) == '.' && is_digit(at(end + 1)))) ++end;
  if (is_name_start(at(end)))
    while (end < text_.size() && is_name_part(text_[end])) ++end;
  return make(Token::Kind::number, end);
}

Token Lexer::quoted(Token::Kind kind, std::size_t open, char quote, bool backslashes) {
  const auto delimiter = static_cast<std::uint32_t>(open);
  for (std::size_t end = at_ + open; end < text_.size(); ++end) {
    if (backslashes && text_[end] == '\\') {
      ++end;
    } else if (text_[end] == quote) {
      if (at(end + 1) != quote) {
        if (backslashes) continued_escape_ = continuation(end + 1);
        return make(kind, end + 1, delimiter);
      }
      ++end;
    }
  }
  return make(kind, text_.size(), delimiter, false);
}

// White space or line comments with a line end among them, then a quote: the string goes on, and so do its escapes.
std::uint32_t Lexer::continuation(std::size_t after_quote) const {
  bool line_ended = false;
  std::size_t next = after_quote;
  while (next < text_.size()) {
    if (is_blank(text_[next])) {
      line_ended |= is_line_end(text_[next++]);
    } else if (text_[next] == '-' && at(next + 1) == '-') {
      while (next < text_.size() && !is_line_end(text_[next])) ++next;
    } else {
      break;
    }
  }
  return line_ended && at(next) == '\'' ? static_cast<std::uint32_t>(next) : UINT32_MAX;
}

Token Lexer::dollar() {
  if (is_digit(at(at_ + 1))) {
    std::size_t end = at_ + 1;
    while (is_digit(at(end))) ++end;
    return make(Token::Kind::parameter, end);
  }
  if (at(at_ + 1) == '{') return placeholder("}", 2);
  if (starts_percent_placeholder()) return placeholder("%$", 2);
  std::size_t tag_end = at_ + 1;
  if (is_name_start(at(tag_end)))
    while (is_name_part(at(tag_end)) && at(tag_end) != '$') ++tag_end;
  if (at(tag_end) != '$') return make(Token::Kind::symbol, at_ + 1);
  const std::string_view tag = text_.substr(at_, tag_end + 1 - at_);
  const std::size_t close = text_.find(tag, tag_end + 1);
  const auto delimiter = static_cast<std::uint32_t>(tag.size());
  if (close == std::string_view::npos) return make(Token::Kind::dollar_string, text_.size(), delimiter, false);
  return make(Token::Kind::dollar_string, close + tag.size(), delimiter);
}

Token Lexer::placeholder(std::string_view close, std::size_t open) {
  const std::size_t found = text_.substr(at_, longest_placeholder).find(close, open);
  if (found == std::string_view::npos) return make(Token::Kind::symbol, at_ + 1);
  return make(Token::Kind::placeholder, at_ + found + close.size());
}

bool Lexer::starts_python_placeholder() const {
  if (at(at_ + 1) != '(' || !is_name_start(at(at_ + 2))) return false;
  std::size_t end = at_ + 2;
  while (is_name_part(at(end)) && end - at_ < longest_placeholder) ++end;
  return at(end) == ')' && at(end + 1) == 's' && !is_name_part(at(end + 2));
}

bool Lexer::starts_percent_placeholder() const {
  if (at(at_ + 1) != '%' || !is_name_start(at(at_ + 2))) return false;
  std::size_t end = at_ + 2;
  while (is_name_part(at(end)) && at(end) != '$' && end - at_ < longest_placeholder) ++end;
  return at(end) == '%' && at(end + 1) == '$';
}

}  // namespace safeops::sql
