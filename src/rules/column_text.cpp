#include "rules/column_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "rules/statement_line.hpp"
#include "sql/lexer.hpp"
#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

using sql::Token;

constexpr std::array<std::string_view, 9> clause_starts = {"constraint", "not",     "null",      "check",     "unique",
                                                           "primary",    "default", "generated", "references"};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// A part of the definition from its keyword on. The first has none: it is the name and the type.
struct Clause {
  std::uint32_t begin = 0;    // with CONSTRAINT and a name, where given
  std::uint32_t keyword = 0;  // where that stands
  std::string word;
};

// Cuts a definition that stands on one line into its clauses: ColQualList of PostgreSQL's grammar.
class ClauseReader {
 public:
  explicit ClauseReader(std::string_view line) : lexer_(line) {}

  std::vector<Clause> run() {
    std::vector<Clause> clauses(1);
    Token token = lexer_.next_code();
    while (token.kind != Token::Kind::end) {
      const Token next = lexer_.next_code();
      const std::string word = token.kind == Token::Kind::word ? text::lower(lexer_.text(token)) : std::string{};
      follow(token, word);
      if (depth_ == 0 && starts(word, next, clauses.back())) {
        const bool named = clauses.back().word == "constraint";
        const std::uint32_t begin = named ? clauses.back().begin : token.span.begin;
        if (named) clauses.pop_back();
        clauses.push_back({.begin = begin, .keyword = token.span.begin, .word = word});
      }
      last_ = word;
      token = next;
    }
    return clauses;
  }

 private:
  void follow(const Token& token, std::string_view word) {
    if (lexer_.is(token, '(') || word == "case") ++depth_;
    if (lexer_.is(token, ')') || word == "end") --depth_;
  }

  // Not one: DEFAULT NULL, ON DELETE SET NULL, NOT DEFERRABLE, ADD COLUMN IF NOT EXISTS.
  [[nodiscard]] bool starts(std::string_view word, const Token& next, const Clause& current) const {
    if (std::find(clause_starts.begin(), clause_starts.end(), word) == clause_starts.end()) return false;
    if (last_ == "set" || last_ == "if" || (current.word == "not" && word == "null" && last_ == "not")) return false;
    if (current.word == "default" && last_ == "default") return false;
    const std::string after = next.kind == Token::Kind::word ? text::lower(lexer_.text(next)) : std::string{};
    return word != "not" || !is_one_of(after, {"deferrable", "enforced", "valid"});
  }

  sql::Lexer lexer_;
  std::string last_;
  int depth_ = 0;
};

std::string trimmed(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  return std::string(text);
}

std::string definition_line(const StatementFacts& facts, const std::string& column) {
  for (const SchemaEffect& each : facts.step->effects)
    if (each.statement == facts.statement && each.effect->kind == sql::Effect::Kind::add_column && each.effect->member == column)
      return line_of(each, each.effect->span);
  return {};
}

}  // namespace

ColumnText column_text(const StatementFacts& facts, const std::string& column) {
  const std::string line = definition_line(facts, column);
  ColumnText found;
  const std::vector<Clause> clauses = ClauseReader(line).run();
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    const Clause& clause = clauses[i];
    const std::size_t end = i + 1 < clauses.size() ? clauses[i + 1].begin : line.size();
    const std::string text = trimmed(std::string_view(line).substr(clause.keyword, end - clause.keyword));
    if (clause.word == "check")
      found.checks.push_back(text);
    else if (clause.word == "references")
      found.reference = text;
    else
      found.column +=
          (found.column.empty() ? "" : " ") + trimmed(std::string_view(line).substr(clause.begin, end - clause.begin));
    if (clause.word == "default") found.value = trimmed(std::string_view(text).substr(std::string_view("default").size() + 1));
  }
  return found;
}

}  // namespace safeops::rules
