#include "rules/rule.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

std::string in_environment(const FlagFlip& flip) {
  return flip.environment() ? fmt::format(" in {}", flip.environment()->name) : "";
}

// What the flag must not come with: its plan's expand, or the release of the plan's app in the same environment.
std::vector<Related> company(const Change& change, const Plan& plan, const FlagFlip& flip) {
  std::vector<Related> found;
  for (const MigrationStep& step : change.migrations()) {
    const bool brings = step.after && (step.is_new() || !step.effects.empty());
    if (brings && step.plan == &plan && plan.expands(step.after->path)) {
      found.push_back({first_statement(step), fmt::format("the expand step of plan {}", plan.name)});
    }
  }
  for (const Release& release : change.releases()) {
    if (!release.is_version() || release.app() != plan.app || release.environment() != flip.environment()) continue;
    found.push_back({release.to.place, fmt::format("the release of {}", release.text())});
  }
  return found;
}

void check_plan(const Change& change, const Plan& plan, const FlagFlip& flip, Findings& out) {
  std::vector<Related> with = company(change, plan, flip);
  if (with.empty()) return;
  const std::string carried = with.front().message;
  out.add({.place = flip.place(),
           .what = fmt::format("flag {} turns on{} in the change that carries {}", flip.name.key, in_environment(flip), carried),
           .why = "The flag is the way back: as long as it is off, schema and new version can be watched with nobody using them. "
                  "Turned on at once, the first sign of trouble is an outage.",
           .next = fmt::format("Keep {} off here, and turn it on in a later change, when expand and release are live.",
                               flip.name.key),
           .related = std::move(with)});
}

void check(const Change& change, Findings& out) {
  for (const FlagFlip& flip : change.flag_flips()) {
    if (!flip.turns_on()) continue;
    for (const Plan& plan : change.head().plans()) {
      if (plan.flag == flip.name) check_plan(change, plan, flip, out);
    }
  }
}

}  // namespace

extern constinit const Rule release_flag_on_with_expand{
    .title = "Flag turned on together with its schema or release", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
