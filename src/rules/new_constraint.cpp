#include "rules/new_constraint.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "rules/contract_effect.hpp"
#include "rules/new_column.hpp"
#include "rules/statement_line.hpp"
#include "sql/catalog/made_up_name.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

bool adds(const sql::Effect& effect, const sql::Name& table, std::string_view column) {
  return effect.kind == Kind::add_column && effect.member == column && effect.object.may_be(table);
}

bool added_by_migration(const Migration& migration, const sql::Name& table, std::string_view column) {
  for (const sql::Statement& statement : migration.script().statements) {
    if (statement.direction != sql::Direction::up) continue;
    for (const sql::Effect& effect : statement.effects)
      if (adds(effect, table, column)) return true;
  }
  return false;
}

bool added_by_expand(const Change& change, const Plan* plan, const sql::Name& table, std::string_view column) {
  if (!plan) return false;
  return std::any_of(plan->expand.begin(), plan->expand.end(), [&](const FileReference& file) {
    const Migration* migration = change.head().migration(file.path);
    return migration && added_by_migration(*migration, table, column);
  });
}

// PostgreSQL cannot leave a foreign key of a partitioned table unproved before 18.
bool can_be_not_valid(const SchemaEffect& constraint) {
  if (constraint.effect->kind != Kind::add_foreign_key || constraint.facts->major >= 18) return true;
  const sql::Relation* table = table_at_base(constraint);
  return !table || !table->is_partitioned();
}

}  // namespace

const sql::Relation* table_at_base(const SchemaEffect& effect) {
  return effect.facts->base->relation(effect.effect->object);
}

bool binds_new_columns_only(const Change& change, const SchemaEffect& constraint) {
  const sql::Effect& effect = *constraint.effect;
  return !effect.columns.empty() && std::all_of(effect.columns.begin(), effect.columns.end(), [&](const std::string& column) {
    return newness_of(change, *constraint.facts, effect.object, column) != Newness::old ||
           added_by_expand(change, constraint.step->plan, effect.object, column);
  });
}

bool holds_column_left_null(const Change& change, const SchemaEffect& constraint) {
  const sql::Effect& effect = *constraint.effect;
  return std::any_of(effect.columns.begin(), effect.columns.end(), [&](const std::string& column) {
    return is_new_and_left_null(change, *constraint.facts, effect.object, column);
  });
}

std::string constraint_text(const sql::Effect& constraint) {
  const std::string table = constraint.object.text();
  if (!constraint.member.empty()) return fmt::format("{} of {}", identifier(constraint.member), table);
  if (constraint.columns.empty()) return fmt::format("of {}", table);
  return fmt::format("on {} ({})", table, fmt::join(constraint.columns, ", "));
}

std::string constraint_name(const sql::Effect& constraint, std::string_view suffix) {
  if (!constraint.member.empty()) return identifier(constraint.member);
  return identifier(made_up_constraint_name(constraint.object, constraint.columns, suffix));
}

std::string made_up_constraint_name(const sql::Name& table, const std::vector<std::string>& columns, std::string_view suffix) {
  const bool names_columns = suffix != "pkey" && (suffix != "check" || columns.size() == 1);
  return sql::made_up_name(table.name, names_columns ? sql::joined_columns(columns) : std::string{}, suffix);
}

std::string constraint_definition(const SchemaEffect& constraint, std::string_view keyword) {
  const std::string line = line_of(constraint, constraint.effect->span);
  const std::size_t begin = find_word(line, keyword);
  if (begin == line.npos) return fmt::format("{} (...)", keyword);
  return line.substr(begin, find_word(line, "NOT VALID") - begin);
}

std::string add_then_validate(const SchemaEffect& constraint, std::string_view keyword, std::string_view suffix) {
  const sql::Effect& effect = *constraint.effect;
  const std::string name = constraint_name(effect, suffix);
  std::string definition = constraint_definition(constraint, keyword);
  while (definition.ends_with(' ')) definition.pop_back();
  const bool domain = effect.target == sql::Effect::Target::domain;
  const std::string alter = fmt::format("ALTER {} {}", domain ? "DOMAIN" : "TABLE", effect.object.text());
  const std::string add = fmt::format("{} ADD CONSTRAINT {} {}", alter, name, definition);
  if (!can_be_not_valid(constraint)) return fmt::format("`{};` {}", add, in_contract_step(constraint));
  return fmt::format("`{} NOT VALID;` {} and `{} VALIDATE CONSTRAINT {};` in a migration after it", add,
                     in_contract_step(constraint), alter, name);
}

}  // namespace safeops::rules
