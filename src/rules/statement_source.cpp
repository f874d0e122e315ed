#include "rules/statement_source.hpp"

#include <algorithm>

#include "sql/lexer.hpp"

namespace safeops::rules {
namespace {

constexpr std::size_t longest_quote = 240;

std::string one_line(std::string_view text, sql::Span span) {
  std::string line;
  sql::Lexer lexer(text, span);
  std::uint32_t end = span.begin;
  for (sql::Token token = lexer.next_code(); token.kind != sql::Token::Kind::end; token = lexer.next_code()) {
    if (token.span.begin > end && !line.empty()) line += ' ';
    line += lexer.text(token);
    end = token.span.end;
  }
  return line;
}

}  // namespace

StatementSource::StatementSource(const StatementFacts& facts)
    : facts_(&facts), text_(facts.step->after->text()), span_(facts.statement->span) {
  if (span_.begin > span_.end || span_.end > text_.size()) span_ = {};
}

std::optional<std::uint32_t> StatementSource::offset_after(std::initializer_list<std::string_view> anchors) const {
  if (span_.end == span_.begin) return {};
  if (anchors.size() == 0) return span_.end;
  sql::Lexer lexer(text_, span_);
  for (sql::Token token = lexer.next_code(); token.kind != sql::Token::Kind::end; token = lexer.next_code())
    if (std::any_of(anchors.begin(), anchors.end(), [&](std::string_view word) { return lexer.is(token, word); }))
      return token.span.end;
  return {};
}

std::optional<std::string> StatementSource::with(std::string_view word, std::initializer_list<std::string_view> anchors) const {
  const auto at = offset_after(anchors);
  if (!at || span_.end - span_.begin > longest_quote) return {};
  const std::string rest = one_line(text_, {*at, span_.end});
  std::string line = one_line(text_, {span_.begin, *at}) + " " + std::string(word);
  if (!rest.empty()) line += " " + rest;
  return line;
}

bool StatementSource::says(std::string_view first, std::string_view second) const {
  sql::Lexer lexer(text_, span_);
  sql::Token last;
  for (sql::Token token = lexer.next_code(); token.kind != sql::Token::Kind::end; token = lexer.next_code()) {
    if (lexer.is(last, first) && lexer.is(token, second)) return true;
    last = token;
  }
  return false;
}

std::optional<Fix> StatementSource::fix(std::string_view word, std::initializer_list<std::string_view> anchors,
                                        std::string description) const {
  const Migration& migration = *facts_->step->after;
  const bool as_it_runs =
      migration.carrier == Migration::Carrier::file && facts_->statement->container == sql::Container::top_level;
  const auto at = offset_after(anchors);
  if (!as_it_runs || !at) return {};
  return Fix{
      .place = migration.place(sql::Span{*at, *at}), .text = " " + std::string(word), .description = std::move(description)};
}

}  // namespace safeops::rules
