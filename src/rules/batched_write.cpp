#include "rules/batched_write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "rules/blocking.hpp"
#include "rules/contract_effect.hpp"
#include "rules/new_column.hpp"
#include "rules/statement_line.hpp"
#include "sql/lexer.hpp"

namespace safeops::rules {
namespace {

using sql::Token;
using Write = sql::Query::Write;

// A write of one table that says nothing of others, cut at its WHERE.
struct PlainWrite {
  std::string head;       // "UPDATE users SET email = lower(email)"
  std::string condition;  // "email <> lower(email)"; empty for none
};

// Reads `UPDATE name SET ... [WHERE ...]` and `DELETE FROM name [WHERE ...]`, on one line.
class PlainWriteReader {
 public:
  explicit PlainWriteReader(std::string_view line) : line_(line), lexer_(line) {}

  std::optional<PlainWrite> run() {
    for (Token token = lexer_.next_code(); token.kind != Token::Kind::end; token = lexer_.next_code()) {
      if (lexer_.is(token, ')')) --depth_;
      if (lexer_.is(token, '.') && !named_) qualified_ = 2;
      if (depth_ == 0 && !take(token)) return {};
      if (lexer_.is(token, '(')) ++depth_;
      last_ = token;
      ++count_;
    }
    named_ |= count_ == 3 + qualified_;  // DELETE FROM name
    if (!named_ || !is_quotable(line_)) return {};
    if (where_ == line_.npos) return PlainWrite{std::string(line_), {}};
    return PlainWrite{std::string(line_.substr(0, where_ - 1)),
                      std::string(line_.substr(where_ + std::string_view("where ").size()))};
  }

 private:
  // False for what makes it more than that: an alias, a second table, RETURNING.
  bool take(const Token& token) {
    if (lexer_.is(token, "set") && !named_) {
      named_ = count_ == 2 + qualified_;  // UPDATE name
      return named_;
    }
    if (lexer_.is(token, "where") && where_ == line_.npos) {
      named_ |= count_ == 3 + qualified_;
      where_ = token.span.begin;
      return named_ && where_ > 0;
    }
    if (lexer_.is(token, "from")) return (count_ == 1 && lexer_.is(last_, "delete")) || lexer_.is(last_, "distinct");
    return !lexer_.is(token, "returning") && !lexer_.is(token, "using") && !lexer_.is(token, "with") &&
           !lexer_.is(token, "current");
  }

  std::string_view line_;
  sql::Lexer lexer_;
  Token last_;
  int depth_ = 0;
  int count_ = 0;
  int qualified_ = 0;  // tokens more, where a schema stands in front of the name
  bool named_ = false;
  std::size_t where_ = std::string_view::npos;
};

// The condition under which a row is still to be written; empty where it may hold for a row that was.
std::string still_to_write(const Change& change, const StatementFacts& facts, const sql::Query& query, const PlainWrite& plain,
                           const Write& write) {
  if (write.kind == Write::Kind::remove) return plain.condition;
  const auto& conditions = query.scopes[static_cast<std::size_t>(write.scope)].conditions;
  for (const std::string& column : write.columns) {
    const bool asked_for = std::any_of(conditions.begin(), conditions.end(), [&](const sql::Condition& each) {
      return each.column == column && each.comparison == sql::Condition::Operator::equal;
    });
    if (asked_for) return plain.condition;
    const bool new_column = plain.condition.empty() && is_new_and_left_null(change, facts, write.table, column);
    if (new_column || plain.condition == identifier(column) + " IS NULL") return identifier(column) + " IS NULL";
  }
  return {};
}

// The column of a primary key that is a whole number; empty for none.
std::string counted_key(const sql::Relation& table, const sql::Constraint& key) {
  const sql::Column* column = key.columns.size() == 1 ? table.column(key.columns.front()) : nullptr;
  const bool counted = column && column->type.dimensions == 0 &&
                       (column->type.name.name == "int8" || column->type.name.name == "int4" || column->type.name.name == "int2");
  return counted ? identifier(column->name) : std::string{};
}

std::string range_of(const PlainWrite& plain, const std::string& id) {
  const std::string condition = plain.condition.empty() ? "" : fmt::format("({}) AND ", plain.condition);
  return fmt::format("one range of {0} after the other: `{1} WHERE {2}{0} BETWEEN 1 AND 1000;`", id, plain.head, condition);
}

}  // namespace

std::string batched_write(const Change& change, const StatementFacts& facts, const Write& write) {
  const sql::Relation* relation = facts.base->relation(write.table);
  const std::string table = table_name(facts.base->whole(write.table));
  const sql::Constraint* key = relation ? relation->primary_key() : nullptr;
  const std::string line = one_line(facts.step->after->text(), facts.statement->span);
  const auto plain = PlainWriteReader(line).run();
  if (const std::string counted = key ? counted_key(*relation, *key) : ""; plain && !counted.empty())
    return range_of(*plain, counted);
  const std::string id = key && key->columns.size() == 1 ? identifier(key->columns.front()) : "ctid";
  const sql::Query& query = std::get<sql::RunQuery>(facts.statement->command.form).query;
  const std::string condition = plain ? still_to_write(change, facts, query, *plain, write) : std::string{};
  const std::string elided = write.kind == Write::Kind::remove ? "DELETE FROM " + table : fmt::format("UPDATE {} SET ...", table);
  return fmt::format("until none is left: `{0} WHERE {1} IN (SELECT {1} FROM {2} WHERE {3} LIMIT 1000);`",
                     plain ? plain->head : elided, id, table, condition.empty() ? "..." : condition);
}

}  // namespace safeops::rules
