#include <algorithm>

#include "rules/effect_text.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

bool names(const std::vector<std::string>& units, const std::string& unit) {
  return std::find(units.begin(), units.end(), unit) != units.end();
}

bool runs_a_job(const flux::Unit& unit) {
  return std::any_of(unit.objects().begin(), unit.objects().end(),
                     [](const flux::Object& object) { return object.is("batch", "Job"); });
}

// Flux applies the app's unit only when the one that runs the migration is done: `dependsOn`, and there `wait: true`.
bool is_awaited(const Change& change, const Migration& migration, const Release& release) {
  const flux::Unit& app = *release.after->resource->unit;
  const auto& units = change.head().delivery().units;
  return std::any_of(units.begin(), units.end(), [&](const flux::Unit& unit) {
    return unit.wait && names(app.depends_on, unit.name) && runs_a_job(unit) && unit.build->inputs.contains(migration.path);
  });
}

bool is_of_app(const Release& release, const Plan* plan) {
  return !plan || plan->app.empty() || release.app() == plan->app;
}

const Release* unordered_release(const Change& change, const MigrationStep& step) {
  for (const Release* release : change.releases_on(step.migration().database)) {
    if (release->is_version() && is_of_app(*release, step.plan) && !is_awaited(change, step.migration(), *release))
      return release;
  }
  return nullptr;
}

// Removing an index or proving a constraint adds nothing a new version could miss.
const SchemaEffect* first_addition(const MigrationStep& step) {
  using Kind = sql::Effect::Kind;
  for (const SchemaEffect& effect : step.effects) {
    const Kind kind = effect.effect->kind;
    if (effect.is_expand() && kind != Kind::drop_index && kind != Kind::validate_constraint) return &effect;
  }
  return nullptr;
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    const SchemaEffect* effect = first_addition(step);
    const Release* release = unordered_release(change, step);
    if (!effect || !release || step.first_contract()) continue;
    out.add(
        {.place = effect->place,
         .what = fmt::format("{} ({}) comes in one change with the release of {}", step.migration().path,
                             in_words(*effect->effect), release->text()),
         .why = "Nothing makes the schema arrive before the app: a new version that starts first fails on what is not there yet.",
         .next = fmt::format("Merge {} first and release the app when it has run, or run it as a Job in a Kustomization with "
                             "`wait: true` that the app's Kustomization names in `dependsOn`.",
                             step.migration().path),
         .related = {{release->to.place, fmt::format("the same change releases {}", release->text())}}});
  }
}

}  // namespace

extern constinit const Rule release_expand_with_app{
    .title = "Additive migration together with its app's release", .level = Level::warning, .check = check};

}  // namespace safeops::rules
