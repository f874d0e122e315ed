#include "sql/fragment.hpp"

#include "sql/lexer.hpp"

namespace safeops::sql {

Fragment::Fragment(std::string text, std::uint32_t offset) : text_(std::move(text)), offset_(offset) {}

Fragment Fragment::untraced(std::string text, Span whole) {
  Fragment fragment(std::move(text));
  fragment.untraced_ = whole;
  return fragment;
}

std::uint32_t Fragment::to_file(std::uint32_t offset) const {
  if (origins_.empty()) return offset_ + offset;
  return offset < origins_.size() ? origins_[offset] : origins_.back() + 1;
}

Span Fragment::to_file(Span span) const {
  if (untraced_) return *untraced_;
  const std::uint32_t begin = to_file(span.begin);
  return {begin, span.end > span.begin ? to_file(span.end - 1) + 1 : begin};
}

Fragment Fragment::part(Span span) const {
  return part(span, text_.substr(span.begin, span.end - span.begin));
}

Fragment Fragment::part(Span span, std::string text) const {
  Fragment fragment(std::move(text), offset_ + span.begin);
  fragment.untraced_ = untraced_;
  if (!origins_.empty()) fragment.origins_.assign(origins_.begin() + span.begin, origins_.begin() + span.end);
  return fragment;
}

Fragment Fragment::begun_earlier() const {
  Fragment fragment = *this;
  if (fragment.origins_.empty())
    for (std::uint32_t i = 0; i < text_.size(); ++i) fragment.origins_.push_back(offset_ + i);
  if (!fragment.origins_.empty() && fragment.origins_.front() > 0) --fragment.origins_.front();
  return fragment;
}

Fragment Fragment::literal(std::uint32_t quote, const std::string& code) const {
  Lexer lexer(text_, quote);
  const Token token = lexer.next_code();
  const std::uint32_t begin = token.span.begin + token.delimiter;
  const std::uint32_t closing = token.kind == Token::Kind::dollar_string ? token.delimiter : 1;
  if (token.delimiter == 0 || !token.closed || token.span.end < begin + closing) return untraced(code, to_file(token.span));
  const Span inner{begin, token.span.end - closing};
  if (std::string_view(text_).substr(inner.begin, inner.end - inner.begin) == code) return part(inner);
  Fragment fragment(code);
  for (std::uint32_t at = inner.begin, next = 0; next < code.size(); ++at, ++next) {
    if (at >= inner.end || text_[at] != code[next]) return untraced(code, to_file(token.span));
    if (text_[at] == '\'') ++at;
    fragment.origins_.push_back(to_file(at));
  }
  fragment.untraced_ = untraced_;
  return fragment;
}

}  // namespace safeops::sql
