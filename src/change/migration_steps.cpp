#include "change/migration_steps.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "change/migration_order.hpp"
#include "change/new_objects.hpp"
#include "change/statement_text.hpp"
#include "change/understood.hpp"

namespace safeops {
namespace {

std::multiset<std::string> statements_of(const Migration& migration) {
  std::multiset<std::string> texts;
  for (const sql::Statement& statement : migration.script().statements) {
    if (runs(statement)) texts.insert(statement_text(migration, statement));
  }
  return texts;
}

// The effect that makes again what a drop took away, when one migration does both.
std::optional<sql::Effect::Kind> remade_by(sql::Effect::Kind drop) {
  using Kind = sql::Effect::Kind;
  if (drop == Kind::drop_view) return Kind::create_view;
  if (drop == Kind::drop_function) return Kind::create_function;
  if (drop == Kind::drop_trigger) return Kind::create_trigger;
  if (drop == Kind::drop_materialized_view) return Kind::create_materialized_view;
  if (drop == Kind::drop_default) return Kind::set_default;
  return {};
}

bool is_remade(const sql::Effect& drop, const std::vector<SchemaEffect>& effects, std::size_t from) {
  const auto wanted = remade_by(drop.kind);
  const bool constraint = drop.kind == sql::Effect::Kind::drop_constraint;
  if (!wanted && !constraint) return false;
  if (drop.cascade && drop.kind != sql::Effect::Kind::drop_trigger) return false;  // what else fell is not made again
  return std::any_of(effects.begin() + static_cast<std::ptrdiff_t>(from), effects.end(), [&](const SchemaEffect& later) {
    if (later.statement->names_computed) return false;
    const sql::Effect& made = *later.effect;
    const bool same = made.object.may_be(drop.object) && made.member == drop.member;
    if (constraint) return same && made.phase() == sql::Phase::contract && made.kind != drop.kind && !made.member.empty();
    const bool replaces = made.kind == sql::Effect::Kind::replace_view || made.kind == sql::Effect::Kind::replace_function;
    return same && (made.kind == *wanted || replaces);
  });
}

void mark_recreated(std::vector<SchemaEffect>& effects) {
  for (std::size_t i = 0; i < effects.size(); ++i) effects[i].recreated = is_remade(*effects[i].effect, effects, i + 1);
}

class StepReader {
 public:
  StepReader(const Estate& base, const Estate& head) : base_(&base), head_(&head) {}

  void read(MigrationStep& step);

 private:
  void declare(MigrationStep& step) const;

  const Estate* base_;
  const Estate* head_;
  std::map<std::string, NewObjects> made_;  // by database
};

void StepReader::declare(MigrationStep& step) const {
  const Migration& migration = step.migration();
  step.plan = head_->plan_of(migration.path);
  if (step.plan) {
    step.declared_by_plan = true;
    step.declared = step.plan->contracts(migration.path) ? sql::DeclaredPhase::contract : sql::DeclaredPhase::expand;
  } else {
    step.declared = migration.script().declared;
  }
}

void StepReader::read(MigrationStep& step) {
  declare(step);
  if (!step.after) return;
  NewObjects& made = made_.try_emplace(step.after->database, base_->migrations()).first->second;
  auto known = step.before ? statements_of(*step.before) : std::multiset<std::string>{};
  for (const sql::Statement& statement : step.after->script().statements) {
    if (!runs(statement)) continue;
    const auto same = known.find(statement_text(*step.after, statement));
    if (same != known.end()) {
      known.erase(same);
      continue;
    }
    const StatementFacts& facts = step.statements.emplace_back(StatementFacts{.statement = &statement});
    for (const sql::Effect& effect : statement.effects) {
      step.effects.push_back({.step = &step,
                              .statement = &statement,
                              .effect = &effect,
                              .facts = &facts,
                              .on_new_object = made.covers(effect),
                              .place = step.after->place(effect.span.end > effect.span.begin ? effect.span : statement.span)});
      if (!statement.names_computed) made.add(effect);
    }
  }
  mark_recreated(step.effects);
  if (!step.statements.empty()) step.transactions = sql::transactions_of(step.after->script(), step.after->text());
}

// SQL that a new Cluster runs when it is made changes nothing that runs.
bool is_first_bootstrap(const Migration& migration, const Estate& base) {
  if (migration.carrier != Migration::Carrier::bootstrap) return false;
  const flux::Id id = migration.resource->object->id();
  return std::none_of(base.clusters().begin(), base.clusters().end(),
                      [&](const Cluster& cluster) { return cluster.object().id() == id; });
}

// SQL in a command is numbered among that of its container; what only moved up or down there has not changed.
class StandingCommands {
 public:
  explicit StandingCommands(const Estate& base) {
    for (const Migration& migration : base.migrations())
      if (migration.carrier == Migration::Carrier::job) standing_.emplace(key_of(migration), &migration);
  }
  [[nodiscard]] const Migration* find(const Migration& after) const {
    if (after.carrier != Migration::Carrier::job) return nullptr;
    const auto found = standing_.find(key_of(after));
    return found == standing_.end() ? nullptr : found->second;
  }

 private:
  using Key = std::pair<std::string_view, std::string_view>;
  static Key key_of(const Migration& migration) {
    return {std::string_view(migration.name).substr(0, migration.name.rfind('[')), migration.text()};
  }
  std::multimap<Key, const Migration*> standing_;
};

}  // namespace

std::deque<MigrationStep> find_migration_steps(const Estate& base, const Estate& head, SchemaHistory& schemas,
                                               const std::function<const git::FileChange*(std::string_view)>& file) {
  std::deque<MigrationStep> steps;
  std::set<const Migration*> matched;
  const StandingCommands standing(base);
  for (const Migration& after : head.migrations()) {
    const bool whole_file = after.carrier == Migration::Carrier::file;
    const git::FileChange* change = file(after.path);
    if (!change || is_first_bootstrap(after, base)) continue;
    if (const Migration* same = standing.find(after)) {
      matched.insert(same);
      continue;
    }
    const Migration* before =
        whole_file ? (change->base ? base.migration(change->base->path) : nullptr) : base.migration(after.name);
    if (before) matched.insert(before);
    if (before && !whole_file && before->text() == after.text()) continue;
    steps.push_back({.before = before, .after = &after});
  }
  for (const Migration& before : base.migrations()) {
    const bool gone =
        before.carrier == Migration::Carrier::file ? !head.snapshot().find(before.path) : !head.migration(before.name);
    if (gone && !matched.contains(&before)) steps.push_back({.before = &before});
  }
  std::stable_sort(steps.begin(), steps.end(), [](const MigrationStep& a, const MigrationStep& b) {
    return comes_before(a.migration().name, b.migration().name);
  });
  StepReader reader(base, head);
  for (MigrationStep& step : steps) reader.read(step);
  schemas.replay(steps);
  return steps;
}

const SchemaEffect* MigrationStep::first_contract() const {
  const auto found = std::find_if(effects.begin(), effects.end(), [](const SchemaEffect& e) { return e.is_contract(); });
  return found == effects.end() ? nullptr : &*found;
}

const SchemaEffect* MigrationStep::first_expand() const {
  const auto found = std::find_if(effects.begin(), effects.end(), [](const SchemaEffect& e) { return e.is_expand(); });
  return found == effects.end() ? nullptr : &*found;
}

bool MigrationStep::changes_schema() const {
  return std::any_of(effects.begin(), effects.end(), [](const SchemaEffect& e) {
    return e.is_contract() || e.is_expand() || e.effect->phase() == sql::Phase::unknown;
  });
}

}  // namespace safeops
