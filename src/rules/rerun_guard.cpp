#include "rules/rerun_guard.hpp"

#include <fmt/format.h>

#include <optional>

#include "rules/contract_effect.hpp"
#include "rules/statement_source.hpp"

namespace safeops::rules {
namespace {

constexpr int first_to_replace_triggers = 14;

struct Condition {
  std::string_view sqlstate, name;
};
// plpgsql's names for the errors that a second run meets (PostgreSQL Error Codes).
constexpr Condition conditions[] = {
    {"22023", "invalid_parameter_value"},  {"3F000", "invalid_schema_name"},
    {"42701", "duplicate_column"},         {"42703", "undefined_column"},
    {"42704", "undefined_object"},         {"42710", "duplicate_object"},
    {"42723", "duplicate_function"},       {"42809", "wrong_object_type"},
    {"42883", "undefined_function"},       {"42P01", "undefined_table"},
    {"42P06", "duplicate_schema"},         {"42P07", "duplicate_table"},
    {"42P16", "invalid_table_definition"}, {"55000", "object_not_in_prerequisite_state"},
};

std::string_view condition_name(std::string_view sqlstate) {
  for (const Condition& each : conditions)
    if (each.sqlstate == sqlstate) return each.name;
  return {};
}

using Anchors = std::initializer_list<std::string_view>;

// A word that the statement's own syntax has for it.
std::string with_word(const StatementFacts& facts, std::string_view word, Anchors after) {
  const auto written = StatementSource(facts).with(word, after);
  return written ? fmt::format("write `{};`", *written) : fmt::format("write it with {}", word);
}

// For what has no IF [NOT] EXISTS.
std::string in_do_block(const StatementFacts& facts) {
  const std::string_view condition = facts.rerun_conflict ? condition_name(facts.rerun_conflict->sqlstate) : "";
  const auto statement = StatementSource(facts).with(";");
  if (condition.empty()) return "put it into a DO block that looks first whether it has run";
  const std::string written = statement ? statement->substr(0, statement->size() - 2) : std::string("...");
  return fmt::format("write `DO $guard$ BEGIN {}; EXCEPTION WHEN {} THEN NULL; END $guard$;`", written, condition);
}

std::string guarded(const sql::AlterTable& alter, const StatementFacts& facts) {
  using Kind = sql::AlterAction::Kind;
  if (alter.actions.size() != 1) return in_do_block(facts);
  const sql::AlterAction& action = alter.actions.front();
  if (action.kind == Kind::add_column) return with_word(facts, "IF NOT EXISTS", {"column"});
  if (action.kind == Kind::drop_column) return with_word(facts, "IF EXISTS", {"column"});
  if (action.kind == Kind::drop_constraint) return with_word(facts, "IF EXISTS", {"constraint"});
  if (action.kind == Kind::drop_identity) return with_word(facts, "IF EXISTS", {"identity"});
  if (action.kind == Kind::drop_expression) return with_word(facts, "IF EXISTS", {"expression"});
  return in_do_block(facts);
}

std::string guarded(const sql::CreateIndex& create, const StatementFacts& facts) {
  if (!create.concurrently) return with_word(facts, "IF NOT EXISTS", {"index"});
  const sql::Name index{create.table.schema, create.name};
  return fmt::format("put `DROP INDEX CONCURRENTLY IF EXISTS {};` before it", index.text());
}

std::string guarded(const sql::CreateTrigger& create, const StatementFacts& facts) {
  if (facts.major >= first_to_replace_triggers && !create.constraint) return with_word(facts, "OR REPLACE", {"create"});
  return fmt::format("put `DROP TRIGGER IF EXISTS {} ON {};` before it", identifier(create.trigger), create.table.text());
}

std::string guarded(const sql::Drop& drop, const StatementFacts& facts) {
  if (drop.concurrently) return with_word(facts, "IF EXISTS", {"concurrently"});
  return with_word(facts, "IF EXISTS",
                   {"table", "view", "index", "sequence", "type", "domain", "function", "procedure", "aggregate", "routine",
                    "schema", "extension", "trigger", "policy", "rule", "statistics", "publication"});
}

}  // namespace

std::string rerun_guard(const StatementFacts& facts) {
  const sql::Command::Form& form = facts.statement->command.form;
  if (const auto* alter = std::get_if<sql::AlterTable>(&form)) return guarded(*alter, facts);
  if (const auto* index = std::get_if<sql::CreateIndex>(&form)) return guarded(*index, facts);
  if (const auto* trigger = std::get_if<sql::CreateTrigger>(&form)) return guarded(*trigger, facts);
  if (const auto* drop = std::get_if<sql::Drop>(&form)) return guarded(*drop, facts);
  if (std::holds_alternative<sql::CreateTable>(form)) return with_word(facts, "IF NOT EXISTS", {"table"});
  if (std::holds_alternative<sql::CreateTableAs>(form)) return with_word(facts, "IF NOT EXISTS", {"table", "view"});
  if (std::holds_alternative<sql::CreateSequence>(form)) return with_word(facts, "IF NOT EXISTS", {"sequence"});
  if (std::holds_alternative<sql::CreateSchema>(form)) return with_word(facts, "IF NOT EXISTS", {"schema"});
  if (std::holds_alternative<sql::CreateExtension>(form)) return with_word(facts, "IF NOT EXISTS", {"extension"});
  if (std::holds_alternative<sql::CreateStatistics>(form)) return with_word(facts, "IF NOT EXISTS", {"statistics"});
  if (std::holds_alternative<sql::AlterEnum>(form) && std::get<sql::AlterEnum>(form).renamed_from.empty())
    return with_word(facts, "IF NOT EXISTS", {"value"});
  const bool replaceable = std::holds_alternative<sql::CreateRoutine>(form) || std::holds_alternative<sql::CreateView>(form) ||
                           std::holds_alternative<sql::CreateRule>(form);
  return replaceable ? with_word(facts, "OR REPLACE", {"create"}) : in_do_block(facts);
}

}  // namespace safeops::rules
