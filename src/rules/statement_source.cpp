#include "rules/statement_source.hpp"

#include <algorithm>

#include "rules/statement_line.hpp"
#include "sql/lexer.hpp"

namespace safeops::rules {
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
  return at ? with_each(word, {*at}) : std::nullopt;
}

std::optional<std::string> StatementSource::with_each(std::string_view word, const std::vector<std::uint32_t>& offsets) const {
  std::string line;
  std::uint32_t begin = span_.begin;
  const auto append = [&](std::string_view part) {
    const bool apart = !line.empty() && !part.empty() && part.front() != ',';
    line.append(apart ? " " : "").append(part);
  };
  for (const std::uint32_t at : offsets) {
    if (at < begin || at > span_.end) return {};
    append(one_line(text_, {begin, at}));
    append(word);
    begin = at;
  }
  append(one_line(text_, {begin, span_.end}));
  if (!is_quotable(line)) return {};
  return line;
}

std::optional<std::string> StatementSource::built_concurrently() const {
  auto line = with("CONCURRENTLY", {"index"});
  constexpr std::string_view guard = "IF NOT EXISTS ";
  const std::size_t at = line ? find_word(*line, "IF NOT EXISTS") : std::string::npos;
  if (at != std::string::npos) line->erase(at, guard.size());
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
