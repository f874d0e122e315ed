#include "rules/unproved_constraint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "rules/column_text.hpp"
#include "rules/contract_effect.hpp"
#include "rules/new_constraint.hpp"
#include "rules/statement_line.hpp"
#include "rules/statement_source.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;
using Constraint = sql::ConstraintDefinition;

constexpr std::size_t most_shown = 3;

std::vector<const SchemaEffect*> tried_on_all_rows(const StatementFacts& facts) {
  std::vector<const SchemaEffect*> tried;
  for (const SchemaEffect& each : facts.step->effects) {
    const sql::Effect& effect = *each.effect;
    const bool can_wait = effect.kind == Kind::add_check || effect.kind == Kind::add_foreign_key;
    if (each.statement == facts.statement && can_wait && !effect.not_valid && effect.detail != "not enforced")
      tried.push_back(&each);
  }
  return tried;
}

std::string suffix_of(const sql::Effect& effect) {
  return effect.kind == Kind::add_check ? "check" : "fkey";
}

// The statement with NOT VALID behind each of them.
std::optional<std::string> whole_statement(const StatementFacts& facts, const std::vector<const SchemaEffect*>& tried,
                                           std::size_t actions) {
  std::vector<std::uint32_t> ends;
  for (const SchemaEffect* each : tried) {
    const sql::Span span = each->effect->span;
    if (actions > 1 && span.begin == facts.statement->span.begin) return {};  // its own part could not be told
    ends.push_back(span.end);
  }
  return StatementSource(facts).with_each("NOT VALID", ends);
}

std::string definition(const SchemaEffect& constraint) {
  const sql::Effect& effect = *constraint.effect;
  if (effect.kind == Kind::add_check) return constraint_definition(constraint, "CHECK");
  const std::string text = constraint_definition(constraint, "FOREIGN KEY");
  if (text.find("...") == text.npos) return text;
  std::vector<std::string> columns;
  for (const std::string& column : effect.columns) columns.push_back(identifier(column));
  return fmt::format("FOREIGN KEY ({}) REFERENCES {} ...", fmt::join(columns, ", "), effect.related.text());
}

// These alone, where all of the statement is too long to repeat.
std::string constraints_alone(const std::string& table, const std::vector<const SchemaEffect*>& tried, bool in_full) {
  std::vector<std::string> parts;
  for (const SchemaEffect* each : tried) {
    const std::string body = in_full                                 ? definition(*each)
                             : each->effect->kind == Kind::add_check ? "CHECK (...)"
                                                                     : "FOREIGN KEY ...";
    parts.push_back(
        fmt::format("ADD CONSTRAINT {} {} NOT VALID", constraint_name(*each->effect, suffix_of(*each->effect)), body));
  }
  const std::string all = fmt::format("ALTER TABLE {} {}", table, fmt::join(parts, ", "));
  return in_full && !is_quotable(all) ? constraints_alone(table, tried, false) : all;
}

std::string validate(const std::string& table, const std::vector<std::string>& names) {
  const std::string parts = fmt::format("VALIDATE CONSTRAINT {}", fmt::join(names, ", VALIDATE CONSTRAINT "));
  return fmt::format("in a later transaction, `ALTER TABLE {} {};`, which blocks neither reads nor writes", table, parts);
}

std::string in_two_steps(const std::string& statement, const std::string& table, const std::vector<std::string>& names) {
  return fmt::format("Run `{};`, which is instant, and, {}.", statement, validate(table, names));
}

}  // namespace

std::string add_unproved(const StatementFacts& facts, const sql::AlterTable& alter) {
  std::vector<const SchemaEffect*> tried = tried_on_all_rows(facts);
  const std::string table = alter.table.text();
  if (tried.empty()) return fmt::format("Add the constraint to {} as `NOT VALID` and validate it in a later transaction.", table);
  const auto whole = whole_statement(facts, tried, alter.actions.size());
  const bool shown = whole || tried.size() <= most_shown;
  if (!shown) tried.resize(most_shown);
  std::vector<std::string> names;
  for (const SchemaEffect* each : tried) names.push_back(constraint_name(*each->effect, suffix_of(*each->effect)));
  const std::string steps = in_two_steps(whole ? *whole : constraints_alone(table, tried, true), table, names);
  return shown ? steps : steps + " Likewise with the others.";
}

std::string add_column_unproved(const StatementFacts& facts, const sql::AlterTable& alter, const sql::ColumnDefinition& column) {
  const ColumnText text = column_text(facts, column.name);
  const std::string table = alter.table.text(), written = identifier(column.name);
  std::vector<std::string> names, parts;
  std::size_t checks = 0;
  for (const Constraint& constraint : column.constraints) {
    const bool check = constraint.kind == Constraint::Kind::check;
    if (!check && constraint.kind != Constraint::Kind::foreign_key) continue;
    if (check ? checks == text.checks.size() : text.reference.empty()) break;
    const std::string made_up = made_up_constraint_name(alter.table, {column.name}, check ? "check" : "fkey");
    names.push_back(identifier(constraint.name.empty() ? made_up : constraint.name));
    const std::string body = check ? text.checks[checks++] : fmt::format("FOREIGN KEY ({}) {}", written, text.reference);
    parts.push_back(fmt::format("ADD CONSTRAINT {} {} NOT VALID", names.back(), body));
  }
  const std::string all = fmt::format("ALTER TABLE {} {}, {}", table, text.column, fmt::join(parts, ", "));
  if (!parts.empty() && is_quotable(all)) return in_two_steps(all, table, names);
  return fmt::format(
      "Add the column {} alone, then its constraint as `NOT VALID`, and validate that in a later transaction: the column's "
      "default and NOT NULL cost nothing.",
      written);
}

}  // namespace safeops::rules
