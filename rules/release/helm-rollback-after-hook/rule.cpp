#include <algorithm>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

bool is_hazard(const HelmRelease& release) {
  return release.migration && release.rolls_back() && release.runs_hooks() && release.workload->uses("");
}

bool was_hazard(const Change& change, const HelmRelease& release) {
  const auto& before = change.base().helm_releases();
  return std::any_of(before.begin(), before.end(), [&](const HelmRelease& old) {
    return old.name() == release.name() && old.namespace_() == release.namespace_() &&
           old.resource->environment_name() == release.resource->environment_name() &&
           old.resource->unit->cluster == release.resource->unit->cluster && is_hazard(old);
  });
}

void check(const Change& change, Findings& out) {
  for (const HelmRelease& release : change.head().helm_releases()) {
    if (!is_hazard(release) || was_hazard(change, release)) continue;
    const text::Place remediation = release.field("spec.upgrade.remediation");
    const bool is_here = change.touches(remediation.source);
    out.add(
        {.place = is_here ? remediation : release.migration->place,
         .what = fmt::format("a failed upgrade of {} goes back to the old chart, and its upgrades migrate {} ({})",
                             release.text(), release.workload->databases.front().cluster, release.migration->how),
         .why = "The rollback puts the old version back and leaves the schema: it then runs on one it was not made for, without "
                "anybody having decided that.",
         .next =
             "Set `spec.upgrade.strategy.name: RetryOnFailure` (or take `remediation` out) and decide on the way back by hand, "
             "or migrate in a Job of its own before the upgrade, with additive steps only.",
         .related = {{is_here ? release.migration->place : remediation,
                      is_here ? "the migration" : "the rollback of a failed upgrade"}}});
  }
}

}  // namespace

extern constinit const Rule release_helm_rollback_after_hook{
    .title = "Helm rolls the app back but not its migration", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
