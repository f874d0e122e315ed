#include "rules/landed_contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "change/standing.hpp"
#include "rules/effect_text.hpp"
#include "sql/sections.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

bool takes_away(const sql::Effect& effect) {
  switch (effect.kind) {
    case Kind::drop_table:
    case Kind::drop_column:
    case Kind::drop_schema:
    case Kind::drop_view:
    case Kind::rename:
    case Kind::set_schema:
      return effect.target != sql::Effect::Target::index && effect.target != sql::Effect::Target::constraint;
    default:
      return false;
  }
}

bool made_in(const sql::Script& script, const sql::Effect& effect) {
  return std::any_of(script.statements.begin(), script.statements.end(), [&](const sql::Statement& statement) {
    return std::any_of(statement.effects.begin(), statement.effects.end(), [&](const sql::Effect& other) {
      const bool table = other.kind == Kind::create_table || other.kind == Kind::create_view;
      const bool column = other.kind == Kind::add_column && other.member == effect.member;
      return (table || column) && other.object.may_be(effect.object);
    });
  });
}

// The first statement that is one; null for none.
struct Found {
  const sql::Statement* statement = nullptr;
  const sql::Effect* effect = nullptr;
};

template <typename Holds>
Found first(const sql::Script& script, Holds holds) {
  for (const sql::Statement& statement : script.statements) {
    if (statement.direction == sql::Direction::down || statement.container == sql::Container::function_body) continue;
    for (const sql::Effect& effect : statement.effects)
      if (holds(effect)) return {&statement, &effect};
  }
  return {};
}

std::optional<LandedContract> read(const Estate& estate, const Migration& migration) {
  const Plan* plan = estate.plan_of(migration.path);
  const sql::Script& script = migration.script();
  const bool planned = plan && plan->contracts(migration.path);
  const bool declared = planned || script.declared == sql::DeclaredPhase::contract;
  const Found found =
      declared ? first(script, [](const sql::Effect& effect) { return effect.phase() == sql::Phase::contract; })
               : first(script, [&](const sql::Effect& effect) { return takes_away(effect) && !made_in(script, effect); });
  if (!found.effect && !declared) return {};
  LandedContract contract{.path = migration.path, .what = {}, .place = migration.place(), .lost = {}};
  if (found.effect) contract.place = migration.place(found.effect->span);
  contract.what = found.effect ? in_words(*found.effect) : planned ? "a contract step of plan " + plan->name : "a contract step";
  return contract;
}

// Neither a down script nor what only a new Cluster runs.
bool runs_upwards(const Migration& migration) {
  if (migration.carrier == Migration::Carrier::bootstrap) return false;
  const std::string_view key = std::string_view(migration.name).substr(migration.name.rfind('#') + 1);
  return !sql::read_path(migration.node ? key : migration.path).down;
}

// SQL that stands in a manifest is younger than the manifest may be.
std::size_t landed_step(const git::History& history, const Migration& migration, const text::Place& place) {
  const auto step = migration.node ? line_landed(history, place) : history.landed_step(migration.path);
  return step.value_or(0);
}

// SQL that stands in a manifest runs where that is applied.
bool runs_beside(const Estate& estate, const Migration& migration, const Workload& workload) {
  if (!migration.node) return true;
  return std::any_of(estate.resources().begin(), estate.resources().end(), [&](const Resource& resource) {
    return resource.deployed() && resource.environment_name() == workload.resource->environment_name() &&
           resource.object->id() == migration.resource->object->id();
  });
}

bool concerns(const Migration& migration, const Workload& workload) {
  return migration.database.empty() ? workload.names_a_database() : workload.uses(migration.database);
}

// The contract steps of one revision, which is the tip of `history`.
std::vector<LandedContract> contracts_in(const Estate& estate, const git::History& history, const Workload& workload,
                                         const std::function<bool(const Migration&)>& counts) {
  std::vector<LandedContract> contracts;
  for (const Migration& migration : estate.migrations()) {
    if (!runs_upwards(migration) || !concerns(migration, workload) || !counts(migration)) continue;
    auto contract = read(estate, migration);
    if (!contract || !runs_beside(estate, migration, workload)) continue;
    contract->step = landed_step(history, migration, contract->place);
    contracts.push_back(std::move(*contract));
  }
  return contracts;
}

void sort_by_step(std::vector<LandedContract>& contracts) {
  std::stable_sort(contracts.begin(), contracts.end(), [](const auto& one, const auto& other) { return one.step < other.step; });
}

}  // namespace

std::vector<LandedContract> contracts_under(const Change& change, const Workload& workload) {
  if (!change.history()) return {};
  auto contracts = contracts_in(change.base(), *change.history(), workload, [](const Migration&) { return true; });
  sort_by_step(contracts);
  return contracts;
}

std::vector<LandedContract> lost_contracts_under(const Change& change, const Workload& workload) {
  std::vector<LandedContract> contracts;
  if (!workload.names_a_database()) return contracts;
  std::set<std::pair<std::string, std::string>> known;
  for (const LandedContract& contract : contracts_under(change, workload)) known.emplace(contract.path, contract.what);
  for (const LostSql& lost : change.lost_sql()) {
    const git::Repository& repository = change.base().snapshot().repository();
    const git::History history(repository, change.history()->at(lost.step + 1)->id);
    const auto counts = [&](const Migration& migration) { return lost.paths.contains(migration.path); };
    for (LandedContract& contract : contracts_in(lost.before, history, workload, counts)) {
      if (!known.emplace(contract.path, contract.what).second) continue;
      contract.step += lost.step + 1;
      contract.lost = lost.step;
      contracts.push_back(std::move(contract));
    }
  }
  sort_by_step(contracts);
  return contracts;
}

}  // namespace safeops::rules
