#include "rules/landed_contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

#include "change/text_history.hpp"
#include "rules/effect_text.hpp"
#include "sql/sections.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;
using Target = sql::Effect::Target;

bool takes_away(const sql::Effect& effect) {
  switch (effect.kind) {
    case Kind::drop_table:
    case Kind::drop_column:
    case Kind::drop_schema:
    case Kind::drop_view:
    case Kind::rename:
    case Kind::set_schema:
      return effect.target != Target::index && effect.target != Target::constraint;
    default:
      return false;
  }
}

bool makes_relation(const sql::Effect& effect) {
  return effect.kind == Kind::create_table || effect.kind == Kind::create_view;
}

bool makes_column(const sql::Effect& effect) {
  return effect.kind == Kind::add_column || effect.kind == Kind::add_required_column;
}

// Is what `effect` takes away there again, by its name, after `other`?
bool gives_back(const sql::Effect& other, const sql::Effect& effect) {
  const bool renamed = other.kind == Kind::rename && other.target == effect.target;
  if (effect.kind == Kind::drop_schema) return other.kind == Kind::create_schema && other.object == effect.object;
  if (effect.kind == Kind::set_schema) return false;
  const bool column = effect.kind == Kind::drop_column || effect.target == Target::column;
  if (column)
    return other.object.may_be(effect.object) &&
           ((makes_column(other) && other.member == effect.member) || (renamed && other.renamed_to == effect.member));
  return (makes_relation(other) && other.object.may_be(effect.object)) || (renamed && other.renamed_to == effect.object.name);
}

bool runs(const sql::Statement& statement) {
  return statement.direction != sql::Direction::down && statement.container != sql::Container::function_body;
}

// One statement's effect in a script.
struct Step {
  const sql::Statement* statement = nullptr;
  const sql::Effect* effect = nullptr;
};

template <typename Holds>
std::vector<Step> steps(const sql::Script& script, Holds holds) {
  std::vector<Step> found;
  for (const sql::Statement& statement : script.statements) {
    if (!runs(statement)) continue;
    for (const sql::Effect& effect : statement.effects)
      if (holds(effect)) found.push_back({&statement, &effect});
  }
  return found;
}

// Neither a down script nor what only a new Cluster runs.
bool runs_upwards(const Migration& migration) {
  if (migration.carrier == Migration::Carrier::bootstrap) return false;
  const std::string_view key = std::string_view(migration.name).substr(migration.name.rfind('#') + 1);
  return !sql::read_path(migration.node ? key : migration.path).down;
}

bool carries(const Resource& resource, const Migration& migration) {
  if (migration.node) return resource.object->id() == migration.resource->object->id();
  for (const auto& [key, value] : resource.object->at("data").members())
    if (value.place().path() == migration.path) return true;
  return false;
}

// SQL that a manifest holds, or a ConfigMap that is made of the file, runs where that is applied.
bool runs_beside(const Estate& estate, const Migration& migration, const Workload& workload) {
  if (!migration.resource) return true;
  return std::any_of(estate.resources().begin(), estate.resources().end(), [&](const Resource& resource) {
    return resource.deployed() && resource.environment_name() == workload.resource->environment_name() &&
           carries(resource, migration);
  });
}

bool concerns(const Migration& migration, const Workload& workload) {
  return migration.database.empty() ? workload.names_a_database() : workload.uses(migration.database);
}

// The migrations of one revision, which is the tip of `history`.
class Revision {
 public:
  Revision(const Estate& estate, const git::History& history) : estate_(&estate), history_(&history) {}

  std::vector<LandedContract> contracts(const Workload& workload, const std::function<bool(const Migration&)>& counts) {
    std::vector<LandedContract> found;
    for (const Migration& migration : estate_->migrations())
      if (runs_upwards(migration) && concerns(migration, workload) && counts(migration)) read(migration, workload, found);
    return found;
  }

  // Since when the migration has held that statement; null for all of it.
  std::size_t landed(const Migration& migration, const sql::Statement* statement) {
    TextHistory& texts = text_of(migration.path);
    if (!statement) return texts.file_landed().value_or(0);
    if (const auto step = texts.landed(text_of(migration, *statement))) return *step;
    const text::Place place = migration.place(statement->span);  // a manifest may fold it
    return texts.landed(migration.source().line(place.start().line)).value_or(0);
  }

 private:
  static std::string_view text_of(const Migration& migration, const sql::Statement& statement) {
    return migration.text().substr(statement.span.begin, statement.span.end - statement.span.begin);
  }

  TextHistory& text_of(const std::string& path) {
    return texts_.try_emplace(path, *history_, estate_->snapshot().repository(), path).first->second;
  }

  void read(const Migration& migration, const Workload& workload, std::vector<LandedContract>& found) {
    const Plan* plan = estate_->plan_of(migration.path);
    const sql::Script& script = migration.script();
    const bool planned = plan && plan->contracts(migration.path);
    const bool declared = planned || script.declared == sql::DeclaredPhase::contract;
    const auto taking = steps(script, [&](const sql::Effect& effect) {
      return declared ? effect.phase() == sql::Phase::contract : takes_away(effect);
    });
    if ((taking.empty() && !declared) || !runs_beside(*estate_, migration, workload)) return;
    for (const Step& step : taking) {
      const std::size_t landed_with = landed(migration, step.statement);
      if (!declared && came_with(migration, *step.effect, landed_with)) continue;
      found.push_back({.path = migration.path,
                       .step = landed_with,
                       .what = in_words(*step.effect),
                       .place = migration.place(step.effect->span),
                       .effect = step.effect,
                       .lost = {}});
    }
    if (taking.empty())
      found.push_back({.path = migration.path,
                       .step = landed(migration, nullptr),
                       .what = planned ? "a contract step of plan " + plan->name : "a contract step",
                       .place = migration.place(),
                       .lost = {}});
  }

  // The same script makes what the effect takes away, and has not done so for longer.
  bool came_with(const Migration& migration, const sql::Effect& taken, std::size_t landed_with) {
    const auto making = steps(migration.script(), [&](const sql::Effect& other) {
      return (makes_relation(other) || (makes_column(other) && other.member == taken.member)) &&
             other.object.may_be(taken.object);
    });
    return std::any_of(making.begin(), making.end(),
                       [&](const Step& step) { return landed(migration, step.statement) <= landed_with; });
  }

  const Estate* estate_;
  const git::History* history_;
  std::map<std::string, TextHistory> texts_;
};

void sort_by_step(std::vector<LandedContract>& contracts) {
  std::stable_sort(contracts.begin(), contracts.end(), [](const auto& one, const auto& other) { return one.step < other.step; });
}

}  // namespace

std::vector<LandedContract> contracts_under(const Change& change, const Workload& workload) {
  if (!change.history()) return {};
  auto contracts = Revision(change.base(), *change.history()).contracts(workload, [](const Migration&) { return true; });
  sort_by_step(contracts);
  return contracts;
}

std::vector<LandedContract> contracts_ever_under(const Change& change, const Workload& workload) {
  std::vector<LandedContract> contracts = contracts_under(change, workload);
  if (!workload.names_a_database()) return contracts;
  std::vector<LandedContract> gone;
  for (const LostSql& lost : change.lost_sql()) {
    const git::History history(change.base().snapshot().repository(), change.history()->at(lost.step + 1)->id);
    const auto counts = [&](const Migration& migration) { return lost.paths.contains(migration.path); };
    for (LandedContract& contract : Revision(lost.before, history).contracts(workload, counts)) {
      contract.step += lost.step + 1;
      contract.lost = lost.step;
      const auto still = std::find_if(contracts.begin(), contracts.end(), [&](const LandedContract& other) {
        return other.what == contract.what && (other.path == contract.path || other.step == lost.step);
      });
      if (still == contracts.end())
        gone.push_back(std::move(contract));
      else
        still->step = std::max(still->step, contract.step);
    }
  }
  sort_by_step(contracts);
  sort_by_step(gone);
  std::ranges::move(gone, std::back_inserter(contracts));
  return contracts;
}

Making making_of(const Change& change, const LandedContract& contract) {
  Making making;
  if (!contract.effect) return making;
  Revision revision(change.base(), *change.history());
  const auto makes = [&](const sql::Effect& other) { return gives_back(other, *contract.effect); };
  for (const Migration& migration : change.base().migrations()) {
    if (!runs_upwards(migration)) continue;
    for (const Step& step : steps(migration.script(), makes)) {
      const std::size_t landed = revision.landed(migration, step.statement);
      if (landed >= contract.step) {
        making.before = std::min(landed, making.before.value_or(landed));
        continue;
      }
      making.after = landed;
      making.renamed_back = making.renamed_back || (step.effect->kind == Kind::rename && contract.effect->kind == Kind::rename);
    }
  }
  return making;
}

}  // namespace safeops::rules
