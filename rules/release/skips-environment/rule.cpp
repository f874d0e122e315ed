#include <algorithm>

#include "estate/flag_reading.hpp"
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

void check(const Change& change, Findings& out) {
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

}  // namespace

extern constinit const Rule release_skips_environment{
    .title = "Environment skipped in promotion", .level = Level::error, .check = check};

}  // namespace safeops::rules
