#include "rules/rule.hpp"

#include <algorithm>

#include "rules/effect_text.hpp"
#include "rules/open_window.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

using Kind = sql::Effect::Kind;

// Does `effect` take away what a statement of the plan's expand files, as they have landed, added?
const Migration* added_by(const Change& change, const Plan& plan, const sql::Effect& effect) {
  for (const FileReference& file : plan.expand) {
    const Migration* migration = change.base().migration(file.path);
    if (!migration) continue;
    for (const sql::Statement& statement : migration->script().statements)
      for (const sql::Effect& added : statement.effects) {
        const bool column = added.kind == Kind::add_column && effect.kind == Kind::drop_column && added.member == effect.member;
        const bool table = added.kind == Kind::create_table && effect.kind == Kind::drop_table;
        if (statement.direction == sql::Direction::up && (column || table) && added.object.may_be(effect.object))
          return migration;
      }
  }
  return nullptr;
}

// Until the whole window is over somewhere it may still be needed; a plan that is gone with nothing released is withdrawn.
bool still_needed(const Change& change, const Plan& plan) {
  const auto& windows = change.rollback_window(plan).environments;
  const bool over = !windows.empty() && std::all_of(windows.begin(), windows.end(),
                                                    [&](const EnvironmentWindow& window) { return window.over(change.now()); });
  const bool released = std::any_of(windows.begin(), windows.end(),
                                    [](const EnvironmentWindow& window) { return window.released || window.opened; });
  return !over && (released || change.head().plan(plan.name));
}

void report(const Change& change, const Plan& plan, text::Place place, std::string what, std::vector<Related> related,
            Findings& out) {
  if (const EnvironmentWindow* window = first_open(change, plan))
    for (Related& told : story_of(change.rollback_window(plan), *window)) related.push_back(std::move(told));
  out.add(
      {.place = place,
       .what = fmt::format("{} takes back the expand step of plan {} before its rollback window has ended", what, plan.name),
       .why = "A rollback turns the flag off and takes the app back; the expanded schema stays. The version that is live may use "
              "what this removes, and what was written there is gone with it.",
       .next = fmt::format("Keep the expanded schema. Roll back with the flag and the app; remove what plan {} added when it is "
                           "withdrawn and no version that knows it is live.",
                           plan.name),
       .related = std::move(related)});
}

void check_plan(const Change& change, const Plan& plan, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after && plan.expands(step.migration().path))
      report(change, plan, plan.field("spec.expand"), fmt::format("removing {}", step.migration().path), {}, out);
    for (const SchemaEffect& effect : step.effects) {
      const Migration* expand = step.after ? added_by(change, plan, *effect.effect) : nullptr;
      if (expand && expand->path != step.migration().path)
        report(change, plan, effect.place, in_words(*effect.effect), {{expand->place(), "what added it"}}, out);
    }
  }
}

void check(const Change& change, Findings& out) {
  if (change.migrations().empty()) return;
  for (const Plan& plan : change.base().plans())
    if (!plan.expand.empty() && change.base().migration(plan.expand.front().path) && still_needed(change, plan))
      check_plan(change, plan, out);
}

}  // namespace

extern constinit const Rule release_schema_rollback_in_window{
    .title = "Expanded schema taken back inside the window", .level = Level::error, .check = check};

}  // namespace safeops::rules
