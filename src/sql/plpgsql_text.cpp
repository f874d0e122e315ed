#include "sql/plpgsql_text.hpp"

#include <algorithm>
#include <initializer_list>

#include "sql/lexer.hpp"

namespace safeops::sql {

namespace {

using Use = EmbeddedQuery::Use;
using Words = std::initializer_list<std::string_view>;

// A body as tokens, with a place in them.
class TokenCursor {
 public:
  explicit TokenCursor(std::string_view text) : text_(text) {
    Lexer lexer(text);
    for (Token token = lexer.next_code(); token.kind != Token::Kind::end; token = lexer.next_code()) tokens_.push_back(token);
  }

  [[nodiscard]] bool done() const { return at_ >= tokens_.size(); }
  [[nodiscard]] std::size_t place() const { return at_; }
  void advance(std::size_t count = 1) { at_ = std::min(at_ + count, tokens_.size()); }
  void move_to(std::size_t place) { at_ = place; }
  [[nodiscard]] const Token& token(std::size_t place) const { return tokens_[place]; }
  [[nodiscard]] std::size_t size() const { return tokens_.size(); }

  [[nodiscard]] bool is(std::size_t place, std::string_view word) const {
    return place < tokens_.size() && tokens_[place].kind == Token::Kind::word && same_word(slice(tokens_[place].span), word);
  }
  [[nodiscard]] bool is_any(std::size_t place, Words words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is(place, word); });
  }
  [[nodiscard]] bool is(std::size_t place, char symbol) const {
    return place < tokens_.size() && tokens_[place].kind == Token::Kind::symbol && text_[tokens_[place].span.begin] == symbol;
  }
  [[nodiscard]] bool next_is(std::string_view word) const { return is(at_, word); }

  // The first place from `from` on, before `end`, where one of the words stands outside of parentheses and CASE ... END.
  [[nodiscard]] std::size_t find(std::size_t from, std::size_t end, Words words) const {
    return search(from, end, [&](std::size_t place) { return is_any(place, words); });
  }
  [[nodiscard]] std::size_t find_symbol(std::size_t from, std::size_t end, char symbol) const {
    return search(from, end, [&](std::size_t place) { return is(place, symbol); });
  }
  [[nodiscard]] std::size_t statement_end() const {
    std::size_t depth = 0;
    for (std::size_t place = at_; place < tokens_.size(); ++place) {
      if (is(place, '(') || is(place, '[')) ++depth;
      if ((is(place, ')') || is(place, ']')) && depth > 0) --depth;
      if (depth == 0 && is(place, ';')) return place;
    }
    return tokens_.size();
  }

  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return begin < end ? Span{tokens_[begin].span.begin, tokens_[end - 1].span.end} : Span{};
  }
  [[nodiscard]] std::string_view slice(Span span) const { return text_.substr(span.begin, span.end - span.begin); }

 private:
  template <typename Matches>
  [[nodiscard]] std::size_t search(std::size_t from, std::size_t end, Matches matches) const {
    std::size_t depth = 0;
    for (std::size_t place = from; place < end; ++place) {
      if (depth == 0 && matches(place)) return place;
      if (is(place, '(') || is(place, '[') || is(place, "case")) ++depth;
      if ((is(place, ')') || is(place, ']') || is(place, "end")) && depth > 0) --depth;
    }
    return end;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
};

class BodySplitter {
 public:
  explicit BodySplitter(std::string_view body) : at_(body) {}

  std::vector<EmbeddedQuery> run() {
    while (!at_.done())
      if (declaring_)
        read_declaration();
      else
        read_statement();
    return std::move(queries_);
  }

 private:
  void read_declaration() {
    if (at_.next_is("begin") || skip_label()) {
      declaring_ = !at_.next_is("begin");
      return;
    }
    const std::size_t begin = at_.place(), end = at_.statement_end();
    const std::size_t cursor = at_.find(begin, end, {"cursor"});
    if (cursor < end) {
      const std::size_t query = at_.find(cursor, end, {"for", "is"});
      add(Use::statement, std::min(query + 1, end), end);
    } else {
      const std::size_t value = std::min(at_.find_symbol(begin, end, '='), at_.find(begin, end, {"default"}));
      add_expression(std::min(value + 1, end), end);
    }
    at_.move_to(end);
    at_.advance();
  }

  void read_statement() {
    if (skip_label() || skip_option()) return;
    if (at_.is(at_.place(), ';') || at_.is_any(at_.place(), {"begin", "exception", "else", "loop", "then"})) return at_.advance();
    if (at_.next_is("declare")) {
      declaring_ = true;
      return at_.advance();
    }
    if (at_.next_is("end")) return skip_statement();
    if (at_.is_any(at_.place(), {"if", "elsif", "elseif", "when"})) return read_head({"then"});
    if (at_.next_is("while")) return read_head({"loop"});
    if (at_.next_is("case")) return read_case();
    if (at_.next_is("for")) return read_for();
    if (at_.next_is("foreach")) return read_foreach();
    read_simple();
  }

  // <<label>>
  bool skip_label() {
    const std::size_t begin = at_.place();
    if (!at_.is(begin, '<') || !at_.is(begin + 1, '<')) return false;
    at_.advance(5);
    return true;
  }

  // #variable_conflict use_column
  bool skip_option() {
    if (!at_.is(at_.place(), '#')) return false;
    at_.advance(3);
    return true;
  }

  void skip_statement() {
    at_.move_to(at_.statement_end());
    at_.advance();
  }

  // IF condition THEN: the statements follow.
  void read_head(Words end_words) {
    const std::size_t begin = at_.place() + 1, end = at_.find(begin, at_.size(), end_words);
    add_expression(begin, end);
    at_.move_to(end);
    at_.advance();
  }

  void read_case() {
    const std::size_t begin = at_.place() + 1, end = at_.find(begin, at_.size(), {"when"});
    add_expression(begin, end);
    at_.move_to(end);
  }

  // FOR target IN {query | EXECUTE text [USING ...] | [REVERSE] from .. to [BY step] | cursor} LOOP
  void read_for() {
    const std::size_t begin = std::min(at_.find(at_.place(), at_.size(), {"in"}) + 1, at_.size());
    const std::size_t end = at_.find(begin, at_.size(), {"loop"});
    if (at_.is(begin, "execute"))
      add_execute(begin + 1, end);
    else if (at_.is(begin, '(') ||
             at_.is_any(begin, {"select", "with", "values", "table", "insert", "update", "delete", "merge", "show", "explain"}))
      add_query_or_range(begin, end);
    else
      add_range(begin, end);
    at_.move_to(end);
    at_.advance();
  }

  // A parenthesis opens a query or the first bound of a range.
  void add_query_or_range(std::size_t begin, std::size_t end) {
    if (at_.is(begin, '(') && range_dots(begin, end) < end) return add_range(begin, end);
    add(Use::statement, begin, end);
  }

  [[nodiscard]] std::size_t range_dots(std::size_t begin, std::size_t end) const {
    std::size_t dots = at_.find_symbol(begin, end, '.');
    while (dots < end && !at_.is(dots + 1, '.')) dots = at_.find_symbol(dots + 1, end, '.');
    return dots;
  }

  void add_range(std::size_t begin, std::size_t end) {
    if (at_.is(begin, "reverse")) ++begin;
    const std::size_t dots = range_dots(begin, end);
    const std::size_t step = at_.find(begin, end, {"by"});
    add_expression(begin, dots);
    if (dots < end) add_expression(dots + 2, step);
    add_expression(std::min(step + 1, end), end);
  }

  // FOREACH target [SLICE n] IN ARRAY expression LOOP
  void read_foreach() {
    const std::size_t begin = std::min(at_.find(at_.place(), at_.size(), {"array"}) + 1, at_.size());
    const std::size_t end = at_.find(begin, at_.size(), {"loop"});
    add_expression(begin, end);
    at_.move_to(end);
    at_.advance();
  }

  void read_simple() {
    const std::size_t begin = at_.place(), end = at_.statement_end();
    read_simple(begin, end);
    at_.move_to(end);
    at_.advance();
  }

  void read_simple(std::size_t begin, std::size_t end) {
    if (const std::size_t value = assigned_value(begin, end); value < end) return add_expression(value, end);
    if (at_.is_any(begin, {"null", "get", "fetch", "move", "close", "commit", "rollback"})) return;
    if (at_.is_any(begin, {"exit", "continue"})) return add_expression(std::min(at_.find(begin, end, {"when"}) + 1, end), end);
    if (at_.is(begin, "return")) return read_return(begin + 1, end);
    if (at_.is(begin, "perform")) return add(Use::statement, begin, end);
    if (at_.is(begin, "execute")) return add_execute(begin + 1, end);
    if (at_.is(begin, "open")) return read_open(begin + 1, end);
    if (at_.is(begin, "assert")) return add_expression(begin + 1, end);
    if (at_.is(begin, "raise"))
      return add_expression(std::min(at_.find_symbol(begin, end, ',') + 1, end), at_.find(begin, end, {"using"}));
    add(Use::statement, begin, end);
  }

  void read_return(std::size_t begin, std::size_t end) {
    if (at_.is(begin, "next")) return add_expression(begin + 1, end);
    if (!at_.is(begin, "query")) return add_expression(begin, end);
    if (at_.is(begin + 1, "execute")) return add_execute(begin + 2, end);
    add(Use::statement, begin + 1, end);
  }

  // OPEN cursor [[NO] SCROLL] FOR {query | EXECUTE text [USING ...]}, OPEN cursor [(arguments)]
  void read_open(std::size_t begin, std::size_t end) {
    const std::size_t query = std::min(at_.find(begin, end, {"for"}) + 1, end);
    if (at_.is(query, "execute")) return add_execute(query + 1, end);
    add(Use::statement, query, end);
  }

  // Where the value of `name[.field][[index]] := value` begins, `end` when this is no assignment.
  [[nodiscard]] std::size_t assigned_value(std::size_t begin, std::size_t end) const {
    const auto is_name = [&](std::size_t place) {
      const Token::Kind kind = at_.token(place).kind;
      return kind == Token::Kind::word || kind == Token::Kind::quoted_name || kind == Token::Kind::parameter;
    };
    if (begin >= end || !is_name(begin)) return end;
    std::size_t place = begin + 1;
    for (std::size_t brackets = 0; place < end; ++place) {
      if (at_.is(place, '[')) ++brackets;
      if (brackets == 0 && !at_.is(place, '.') && !(at_.is(place - 1, '.') && is_name(place))) break;
      if (at_.is(place, ']')) --brackets;
    }
    if (at_.is(place, ':') && at_.is(place + 1, '=')) return place + 2;
    return at_.is(place, '=') ? place + 1 : end;
  }

  void add_execute(std::size_t begin, std::size_t end) { add(Use::dynamic, begin, at_.find(begin, end, {"into", "using"})); }

  void add_expression(std::size_t begin, std::size_t end) { add(Use::expression, begin, end); }

  void add(Use use, std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const Span span = at_.span(begin, end);
    EmbeddedQuery query{.use = use, .query = std::string(at_.slice(span)), .at = span};
    if (use == Use::statement) blank_into(begin, end, query);
    if (use == Use::statement && at_.is(begin, "perform")) {
      query.query.replace(0, std::string_view("perform").size(), "SELECT");
      ++query.at->begin;
    }
    queries_.push_back(std::move(query));
  }

  // INTO [STRICT] target [, ...] is PL/pgSQL's, but for INSERT INTO and MERGE INTO.
  void blank_into(std::size_t begin, std::size_t end, EmbeddedQuery& query) const {
    std::size_t into = at_.find(begin, end, {"into"});
    if (into > begin && into < end && at_.is_any(into - 1, {"insert", "merge"})) into = at_.find(into + 1, end, {"into"});
    if (into >= end) return;
    std::size_t last = into + 1;
    if (at_.is(last, "strict")) ++last;
    while (last < end && (at_.is(last + 1, '.') || at_.is(last + 1, ','))) last += 2;
    const Span targets = at_.span(into, std::min(last + 1, end));
    const std::uint32_t base = query.at->begin;
    std::fill(query.query.begin() + (targets.begin - base), query.query.begin() + (targets.end - base), ' ');
  }

  TokenCursor at_;
  std::vector<EmbeddedQuery> queries_;
  bool declaring_ = false;
};

}  // namespace

bool needs_catalog(std::string_view message) {
  return message.find("syntax error") == std::string_view::npos && message.find("unterminated") == std::string_view::npos &&
         !message.starts_with("memory exhausted") && !message.starts_with("stack depth");
}

std::vector<EmbeddedQuery> split_plpgsql(std::string_view body) {
  return BodySplitter(body).run();
}

}  // namespace safeops::sql
