#include <fmt/ranges.h>

#include "rules/effect_text.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// In a file that is meant to destroy, what cannot be proved harmless is taken for what the file is for.
bool is_destructive(const SchemaEffect& effect) {
  return effect.is_contract() || (effect.step->in_contract() && effect.effect->phase() == sql::Phase::unknown);
}

const SchemaEffect* first_destructive(const MigrationStep& step) {
  for (const SchemaEffect& effect : step.effects) {
    if (is_destructive(effect)) return &effect;
  }
  return nullptr;
}

std::vector<std::string> texts(const std::vector<const Release*>& releases) {
  std::vector<std::string> texts;
  for (const Release* release : releases) texts.push_back(release->text());
  return texts;
}

std::string what(const SchemaEffect& effect, const std::vector<const Release*>& releases) {
  const Migration& migration = effect.step->migration();
  const std::string database = migration.database.empty() ? "the database" : fmt::format("database {}", migration.database);
  const std::string_view verb = effect.is_contract() ? "contracts" : "is a contract step for";
  return fmt::format("{} {} {} ({}) in the change that releases {}", migration.path, verb, database, in_words(*effect.effect),
                     fmt::join(texts(releases), "; "));
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    const SchemaEffect* effect = first_destructive(step);
    const auto releases = change.releases_on(step.migration().database);
    if (!effect || releases.empty()) continue;
    Finding finding{.place = effect->place, .what = what(*effect, releases)};
    finding.why =
        "While the release rolls out the old version still runs on the schema it no longer fits, and once the data is gone "
        "rolling "
        "the app back does not bring it back: nothing of this change can be undone.";
    finding.next = fmt::format(
        "Take {} out of this change. Release the app alone with its flag off, turn the flag on, let the rollback window end, and "
        "bring the contract step then, in a change of its own.",
        step.migration().path);
    for (const Release* release : releases) {
      finding.related.push_back({release->to.place, fmt::format("the same change releases {}", release->text())});
    }
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule release_destructive_with_app{
    .title = "Destructive migration together with an app release", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
