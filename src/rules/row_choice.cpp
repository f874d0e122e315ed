#include "rules/row_choice.hpp"

#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

using sql::Token;

bool is_constant(const Token& token) {
  return token.kind == Token::Kind::string || token.kind == Token::Kind::number || token.kind == Token::Kind::escape_string;
}

// Follows `WHERE column = constant AND ...` at the outermost level; an OR there makes all of it void.
class ChoiceReader {
 public:
  ChoiceReader(std::string_view text, sql::Span span) : lexer_(text, span) {}

  RowChoice run() {
    for (Token token = lexer_.next_code(); token.kind != Token::Kind::end; token = lexer_.next_code()) see(token);
    if (void_) choice_.picked_by.clear();
    return std::move(choice_);
  }

 private:
  void see(const Token& token) {
    if (lexer_.is(token, '(')) ++depth_;
    if (lexer_.is(token, ')')) --depth_;
    if (lexer_.is(token, "limit") || lexer_.is(token, "fetch")) choice_.limited = true;
    if (depth_ == 0 && lexer_.is(token, "where")) in_where_ = true;
    if (depth_ == 0 && (lexer_.is(token, "returning") || lexer_.is(token, "on"))) in_where_ = false;
    if (in_where_ && depth_ == 0 && lexer_.is(token, "or")) void_ = true;
    if (in_where_ && depth_ <= 1) compare(token);
    before_last_ = last_;
    last_ = token;
  }

  void compare(const Token& token) {
    const bool name_before = is_name(before_last_);
    if (depth_ == 0 && is_constant(token) && lexer_.is(last_, '=') && name_before) add(before_last_);
    if (depth_ == 1 && lexer_.is(token, '(') && lexer_.is(last_, "in") && name_before) candidate_ = before_last_;
    if (depth_ == 1 && is_constant(token) && lexer_.is(last_, '(') && candidate_.kind != Token::Kind::end) add(candidate_);
    if (depth_ == 1 && !lexer_.is(token, '(')) candidate_ = {};
  }

  [[nodiscard]] static bool is_name(const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::quoted_name;
  }

  void add(const Token& name) {
    const std::string_view text = lexer_.text(name);
    const bool quoted = name.kind == Token::Kind::quoted_name;
    choice_.picked_by.push_back(quoted && text.size() > 1 ? std::string(text.substr(1, text.size() - 2)) : text::lower(text));
  }

  sql::Lexer lexer_;
  RowChoice choice_;
  Token last_, before_last_, candidate_;
  int depth_ = 0;
  bool in_where_ = false;
  bool void_ = false;
};

}  // namespace

RowChoice read_row_choice(const StatementFacts& facts) {
  const std::string_view text = facts.step->after->text();
  const sql::Span span = facts.statement->span;
  if (span.begin > span.end || span.end > text.size()) return {};
  return ChoiceReader(text, span).run();
}

bool commits_as_it_goes(const StatementFacts& facts) {
  const auto& statements = facts.step->after->script().statements;
  const sql::Statement* holder = facts.statement;
  while (holder->container != sql::Container::top_level && holder != statements.data()) --holder;
  const std::string_view text = facts.step->after->text();
  if (holder == facts.statement || holder->span.begin > holder->span.end || holder->span.end > text.size()) return false;
  return text::lower(text.substr(holder->span.begin, holder->span.end - holder->span.begin)).find("commit;") != std::string::npos;
}

}  // namespace safeops::rules
