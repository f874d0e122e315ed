#include <algorithm>

#include "estate/flag_reading.hpp"
#include "rules/promotion.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// The object that holds a flag, in one environment at base: the ConfigMap, or the workload for an environment variable.
const Resource* holder_at_base(const Change& change, const FlagFlip& flip, const Environment& environment) {
  const flux::Object& holder = *flip.after->resource->object;
  const auto& resources = change.base().resources();
  const auto found = std::find_if(resources.begin(), resources.end(), [&](const Resource& resource) {
    return resource.environment == &environment && resource.object->kind() == holder.kind() &&
           name_without_hash(resource.object->name()) == flip.name.config_map;
  });
  return found == resources.end() ? nullptr : &*found;
}

// Where a change of this flag is tried before it comes here.
struct Earlier {
  const Environment* environment = nullptr;  // null: nowhere
  const Resource* holder = nullptr;
};

Earlier environment_before(const Change& change, const FlagFlip& flip) {
  Earlier earlier;
  for (const Environment& environment : change.base().environments()) {
    if (environment.order >= flip.environment()->order) continue;
    if (earlier.environment && environment.order < earlier.environment->order) continue;
    if (const Resource* holder = holder_at_base(change, flip, environment)) earlier = {&environment, holder};
  }
  return earlier;
}

void check_flags(const Change& change, Findings& out) {
  for (const FlagFlip& flip : change.flag_flips()) {
    if (!flip.turns_on() || !flip.environment()) continue;
    const Earlier earlier = environment_before(change, flip);
    if (!earlier.environment) continue;
    const Flag* there = change.base().flag(flip.name, earlier.environment);
    if (there && there->on) continue;
    const std::string& here = flip.environment()->name;
    out.add({.place = flip.place(),
             .what = fmt::format("flag {} turns on in {} without having been on in {}", flip.name.key, here,
                                 earlier.environment->name),
             .why = fmt::format(
                 "What the flag opens has not run in {} yet, so {} would be the first to find out what is wrong with it.",
                 earlier.environment->name, here),
             .next = fmt::format("Turn {} on in {} in a change of its own, watch it there, then turn it on in {}.", flip.name.key,
                                 earlier.environment->name, here),
             .related = {{there ? there->place : earlier.holder->object->place("data"),
                          fmt::format("{} in {} on the base branch", there ? "off" : "not set", earlier.environment->name)}}});
  }
}

void check_releases(const Change& change, Findings& out) {
  for (const Release& release : change.releases()) {
    const auto skipped = skipped_by(change, release);
    if (!skipped) continue;
    const std::string& earlier = skipped->environment->name;
    out.add(
        {.place = release.to.place,
         .what = fmt::format("{} is released without having been in {}", release.text(), earlier),
         .why = fmt::format("The version before was live in {} first; {} would be the first to find out what is wrong with this.",
                            earlier, release.environment()->name),
         .next = fmt::format("Release {} in {} in a change of its own, watch it there, then promote it.", release.to.version(),
                             earlier),
         .related = {{skipped->there, skipped->says}}});
  }
}

void check_migrations(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations()) {
    if (!step.after || !step.is_new()) continue;
    for (const MigrationRun* run : change.head().runs_of(*step.after)) {
      const auto skipped = skipped_by(change, *run);
      if (!skipped) continue;
      const std::string& earlier = skipped->environment->name;
      out.add({.place = step.effects.empty() ? step.after->place() : step.effects.front().place,
               .what = fmt::format("{} runs in {} without having run in {}", step.after->name, run->environment()->name, earlier),
               .why = fmt::format("A migration that fails or blocks is best found out in {}, where it blocks nobody.", earlier),
               .next = fmt::format("Let it run in {} first, in a change of its own.", earlier),
               .related = {{skipped->there, skipped->says}}});
    }
  }
}

void check(const Change& change, Findings& out) {
  check_flags(change, out);
  check_releases(change, out);
  check_migrations(change, out);
}

}  // namespace

extern constinit const Rule release_skips_environment{
    .title = "Environment skipped in promotion", .level = Level::error, .check = check};

}  // namespace safeops::rules
