#include <algorithm>
#include <set>

#include "rules/cause.hpp"
#include "rules/contract_effect.hpp"
#include "rules/effect_text.hpp"
#include "rules/way_back.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

bool takes_rows(const sql::Effect& effect) {
  return effect.kind == Kind::drop_table || effect.kind == Kind::drop_column;
}

// What `up` adds and `drop` takes away with all that was written to it since.
bool adds(const Migration& up, const sql::Effect& drop) {
  const Kind maker = drop.kind == Kind::drop_table ? Kind::create_table : Kind::add_column;
  const auto makes = [&](const sql::Effect& effect) {
    return effect.kind == maker && effect.object.may_be(drop.object) && effect.member == drop.member;
  };
  const auto& statements = up.script().statements;
  return std::any_of(statements.begin(), statements.end(), [&](const sql::Statement& statement) {
    return statement.direction == sql::Direction::up && std::any_of(statement.effects.begin(), statement.effects.end(), makes);
  });
}

struct Loss {
  const sql::Statement* statement = nullptr;
  const sql::Effect* effect = nullptr;
};

template <typename Counts>
std::optional<Loss> first_loss(const std::vector<const sql::Statement*>& statements, Counts&& counts) {
  for (const sql::Statement* statement : statements)
    for (const sql::Effect& effect : statement->effects)
      if (takes_rows(effect) && counts(effect)) return Loss{statement, &effect};
  return {};
}

std::vector<const sql::Statement*> down_statements(const Migration& migration) {
  std::vector<const sql::Statement*> statements;
  for (const sql::Statement& statement : migration.script().statements)
    if (statement.direction == sql::Direction::down && statement.container == sql::Container::top_level)
      statements.push_back(&statement);
  return statements;
}

void judge_expand(const Change& change, const Plan& plan, const FileReference& file, Findings& out) {
  const Migration* up = change.head().migration(file.path);
  const auto back = up ? way_back(change.head(), *up) : std::nullopt;
  if (!back || !(change.file(up->path) || change.file(back->migration->path) || change.touches(plan.source))) return;
  const auto loss = first_loss(back->statements, [&](const sql::Effect& effect) { return adds(*up, effect); });
  if (!loss) return;
  out.add(
      {.place = back->migration->place(loss->statement->span),
       .what = fmt::format("rolling back plan {} with this would {}", plan.name, in_words(*loss->effect)),
       .why = "From the release on, the app writes to it. Rolling the app back needs nothing of this: the version before it runs "
              "on the expanded schema. Running it loses what was written, and takes the way forward too.",
       .next = "Leave the way back of an expand empty, with a comment that says why. When the plan is given up for good, drop "
               "it in a contract step.",
       .related = {{file.place, fmt::format("plan {} keeps the expanded schema while its window is open", plan.name)}}});
}

// A Job that this change points at a down script.
void judge_run(const Change& change, const MigrationRun& run, Findings& out) {
  const Migration* migration = run.certain ? change.head().migration(run.migration) : nullptr;
  if (!migration || run.tool != MigrationRun::Tool::psql) return;
  const auto loss = first_loss(down_statements(*migration), [](const sql::Effect&) { return true; });
  if (!loss) return;
  out.add({.place = change.touches(run.place().source) ? run.place() : cause_of_delivery(change, *run.resource),
           .what = fmt::format("{} runs {}, a way back, which would {}", run.text(), migration->path, in_words(*loss->effect)),
           .why =
               "What the app has written there is gone, and no backup is part of this. To roll the app back the schema may stay "
               "as it is.",
           .next = "Roll the app back and keep the expanded schema. Drop what is left over in a contract step, after a backup.",
           .related = {{migration->place(loss->statement->span), "what is lost"}}});
}

std::set<std::pair<std::string, std::string>> known_runs(const Estate& base) {
  std::set<std::pair<std::string, std::string>> known;
  for (const MigrationRun& run : base.migration_runs()) known.emplace(run.migration, run.text());
  return known;
}

void check(const Change& change, Findings& out) {
  for (const Plan& plan : change.head().plans())
    for (const FileReference& file : plan.expand) judge_expand(change, plan, file, out);
  if (change.head().migration_runs().empty()) return;
  const auto known = known_runs(change.base());
  for (const MigrationRun& run : change.head().migration_runs())
    if (!known.contains({run.migration, run.text()})) judge_run(change, run, out);
}

}  // namespace

extern constinit const Rule schema_down_loses_data{
    .title = "Way back that drops what the app has written", .level = Level::warning, .check = check};

}  // namespace safeops::rules
