#include "rules/half_way.hpp"

#include <algorithm>

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;
using Reason = HalfWay::Reason;

bool works(const StatementFacts& facts) {
  return facts.statement->container == sql::Container::top_level &&
         !std::holds_alternative<sql::SetVariable>(facts.statement->command.form) &&
         !std::holds_alternative<sql::Transaction>(facts.statement->command.form);
}

bool builds_concurrently(const StatementFacts& facts) {
  const auto* create = std::get_if<sql::CreateIndex>(&facts.statement->command.form);
  return create && create->concurrently;
}

constexpr Kind drops[] = {Kind::drop_table,    Kind::drop_column,  Kind::drop_schema,     Kind::drop_view,
                          Kind::drop_type,     Kind::drop_index,   Kind::drop_function,   Kind::drop_materialized_view,
                          Kind::drop_sequence, Kind::drop_trigger, Kind::drop_constraint, Kind::drop_extension,
                          Kind::drop_other};

// Of what stands in the way of a second run, or is missing then.
bool is_about(const sql::Effect& effect, const sql::Conflict& conflict) {
  if (effect.kind == Kind::create_index)
    return sql::Name{effect.object.schema, effect.member}.may_be(conflict.object) && conflict.member.empty();
  return effect.object.may_be(conflict.object) && effect.member == conflict.member;
}

bool takes_away(const sql::Effect& effect, const sql::Conflict& conflict) {
  const bool drop = std::find(std::begin(drops), std::end(drops), effect.kind) != std::end(drops);
  return (drop || effect.kind == Kind::rename || effect.kind == Kind::set_schema) && is_about(effect, conflict);
}

bool puts_back(const sql::Effect& effect, const sql::Conflict& conflict) {
  if (effect.kind != Kind::rename) return effect.phase() == sql::Phase::expand && is_about(effect, conflict);
  sql::Effect renamed = effect;
  (effect.member.empty() ? renamed.object.name : renamed.member) = effect.renamed_to;
  return is_about(renamed, conflict);
}

// Another statement sees to it: one before it, which runs again too, or one after it that commits together with it.
bool is_taken_care_of(const MigrationStep& step, const StatementFacts& facts) {
  const sql::Conflict& conflict = *facts.rerun_conflict;
  const auto helps = [&](const sql::Effect& effect) {
    return conflict.missing ? puts_back(effect, conflict) : takes_away(effect, conflict);
  };
  const std::uint32_t transaction = step.enclosure(facts).number;
  return std::any_of(step.statements.begin(), step.statements.end(), [&](const StatementFacts& other) {
    const auto& effects = other.statement->effects;
    const bool in_time = &other != &facts && (other.statement < facts.statement || step.enclosure(other).number == transaction);
    return in_time && std::any_of(effects.begin(), effects.end(), helps);
  });
}

bool fails_again(const MigrationStep& step, const StatementFacts& facts) {
  return works(facts) && facts.rerun == StatementFacts::Rerun::fails && !is_taken_care_of(step, facts);
}

// No tool can have wrapped what PostgreSQL refuses to run in a transaction.
bool must_be_apart(const MigrationStep& step) {
  return std::any_of(step.statements.begin(), step.statements.end(), [&](const StatementFacts& facts) {
    return works(facts) && facts.cost.transaction_forbidden && !step.enclosure(facts).encloses();
  });
}

// Statements that are committed while others of the file may still fail.
std::vector<const StatementFacts*> left_behind(const MigrationStep& step) {
  const auto last = std::find_if(step.statements.rbegin(), step.statements.rend(), works);
  std::vector<const StatementFacts*> found;
  if (last == step.statements.rend()) return found;
  const std::uint32_t last_transaction = step.enclosure(*last).number;
  for (const StatementFacts& facts : step.statements)
    if (step.enclosure(facts).number != last_transaction && fails_again(step, facts)) found.push_back(&facts);
  return found;
}

// With these tools what no transaction may hold is the only statement of its file: no other can make room for it.
bool stands_alone(const MigrationStep& step) {
  switch (step.after->script().framework) {
    case sql::Framework::golang_migrate:
    case sql::Framework::prisma:
    case sql::Framework::dbmate:
    case sql::Framework::diesel:
    case sql::Framework::sqlx:
      return true;
    case sql::Framework::none:
    case sql::Framework::goose:
    case sql::Framework::sql_migrate:
    case sql::Framework::flyway:
    case sql::Framework::liquibase:
    case sql::Framework::sqitch:
    case sql::Framework::rails:
      return false;
  }
  return false;
}

std::vector<const StatementFacts*> invalid_indexes(const MigrationStep& step) {
  std::vector<const StatementFacts*> found;
  for (const StatementFacts& facts : step.statements)
    if (builds_concurrently(facts) && !step.enclosure(facts).encloses() && fails_again(step, facts)) found.push_back(&facts);
  return found;
}

std::vector<const StatementFacts*> failing(const MigrationStep& step) {
  std::vector<const StatementFacts*> found;
  for (const StatementFacts& facts : step.statements)
    if (fails_again(step, facts)) found.push_back(&facts);
  return found;
}

std::optional<HalfWay> reported(Reason reason, const MigrationRun* run, std::vector<const StatementFacts*> statements) {
  if (statements.empty()) return {};
  return HalfWay{reason, run, std::move(statements)};
}

std::optional<HalfWay> when_run_by(const MigrationRun& run, const MigrationStep& step) {
  if (run.tool != MigrationRun::Tool::psql || !run.certain || !run.stops_on_error) return {};
  if (run.takes_all) return reported(Reason::runs_all, &run, failing(step));
  if (run.in_one_transaction || !run.tries_again) return {};
  if (auto found = reported(Reason::job_restarts, &run, left_behind(step))) return found;
  return reported(Reason::index, &run, invalid_indexes(step));
}

}  // namespace

std::optional<HalfWay> half_way(const Change& change, const MigrationStep& step) {
  if (!step.after || step.statements.empty()) return {};
  for (const MigrationRun* run : change.head().runs_of(*step.after))
    if (auto found = when_run_by(*run, step)) return found;
  if (!step.transactions.tool_known && !must_be_apart(step)) return {};
  if (auto found = reported(Reason::apart, nullptr, left_behind(step))) return found;
  if (!step.transactions.tool_known || stands_alone(step)) return {};
  return reported(Reason::index, nullptr, invalid_indexes(step));
}

}  // namespace safeops::rules
