#include "rules/new_enum_value.hpp"

#include <algorithm>

#include "sql/lexer.hpp"

namespace safeops::rules {
namespace {

// A type made in the transaction itself could be extended freely on 11 and can again since 17.
bool may_use_at_once(const StatementFacts& facts, const sql::Name& type) {
  return !facts.base->type(type) && (facts.major < 12 || facts.major >= 17);
}

bool evaluates_nothing(const sql::Command& command) {
  return std::holds_alternative<sql::AlterEnum>(command.form) || std::holds_alternative<sql::CreateRoutine>(command.form) ||
         std::holds_alternative<sql::CommentOn>(command.form) || std::holds_alternative<sql::CreateType>(command.form);
}

struct Mentions {
  bool value = false;
  bool type = false;
};

Mentions mentions_in(const StatementFacts& facts, const sql::AlterEnum& added) {
  const std::string_view text = facts.step->after->text();
  const sql::Span span = facts.statement->span;
  Mentions found;
  if (span.begin > span.end || span.end > text.size()) return found;
  const std::string literal = "'" + added.value + "'";
  if (text.substr(span.begin, span.end - span.begin).find(literal) == std::string_view::npos) return found;
  sql::Lexer lexer(text, span);
  for (sql::Token token = lexer.next_code(); token.kind != sql::Token::Kind::end; token = lexer.next_code()) {
    found.value |= token.kind == sql::Token::Kind::string && lexer.text(token) == literal;
    found.type |= lexer.is(token, added.type.name);
  }
  return found;
}

bool touches_column_of(const StatementFacts& facts, const sql::Name& type) {
  const auto relations = facts.base->columns_of_type(facts.base->whole_type(type));
  return std::any_of(relations.begin(), relations.end(),
                     [&](const sql::Relation* each) { return facts.cost.locks.contains(each->name); });
}

bool uses(const StatementFacts& facts, const sql::AlterEnum& added) {
  if (evaluates_nothing(facts.statement->command)) return false;
  const Mentions mentions = mentions_in(facts, added);
  return mentions.value && (mentions.type || touches_column_of(facts, added.type));
}

}  // namespace

std::vector<NewEnumValueUse> uses_of_new_enum_values(const MigrationStep& step) {
  constexpr std::size_t most_values = 20;
  std::vector<const StatementFacts*> adders;
  std::vector<NewEnumValueUse> found;
  for (const StatementFacts& facts : step.statements) {
    const sql::Enclosure& enclosure = step.enclosure(facts);
    const auto* alter = std::get_if<sql::AlterEnum>(&facts.statement->command.form);
    if (alter && alter->renamed_from.empty() && !may_use_at_once(facts, alter->type) && adders.size() < most_values)
      adders.push_back(&facts);
    for (const StatementFacts* adder : adders) {
      const auto& added = std::get<sql::AlterEnum>(adder->statement->command.form);
      if (step.enclosure(*adder).number != enclosure.number || !uses(facts, added)) continue;
      found.push_back({.adder = adder, .user = &facts, .type = added.type, .value = added.value});
      break;
    }
  }
  return found;
}

}  // namespace safeops::rules
