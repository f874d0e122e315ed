#include "rules/rule.hpp"

#include <algorithm>
#include <map>

#include "estate/version_order.hpp"
#include "rules/effect_text.hpp"
#include "rules/landed_contract.hpp"

namespace safeops::rules {
namespace {

// How many steps ago something else took the place of the version that comes back; none when it was never live, or still is.
struct LastLive {
  std::optional<std::size_t> replaced;
  bool unknown = false;  // history does not reach far enough, and the numbers say that it goes back
};

LastLive last_live(const Release& release, Deployments& deployments) {
  const std::string wanted = version_of(release.to);
  const std::string slot = slot_of(release.to);
  const std::string environment = release.environment() ? release.environment()->name : "";
  for (std::size_t i = 0; const Deployment* deployment = deployments.at(i); ++i) {
    const bool same = deployment->kind == Deployment::Kind::release && deployment->app == release.app() &&
                      deployment->environment == environment && deployment->slot == slot;
    if (same && deployment->from == wanted) return {.replaced = deployment->step};
  }
  const auto order = compare_versions(release.to.tag, release.from.tag);
  return {.replaced = {}, .unknown = deployments.cut_short() && order && *order < 0};
}

void report(const Change& change, const Release& release, const LandedContract& contract, const LastLive& live, Findings& out) {
  const git::Commit landed = *change.history()->at(contract.step);
  const std::string since = live.unknown
                                ? "may be older than"
                                : fmt::format("was last live before {}", change.history()->at(*live.replaced)->id.short_hex());
  out.add(
      {.place = release.to.place,
       .what = fmt::format("{} goes back behind a contract step: {} {} {} landed {} with {} ({})", release.text(),
                           release.to.version(), live.unknown ? since + " what" : since + ", and", contract.migration->path,
                           text::format_time(change.history()->landed_at(contract.step)), landed.id.short_hex(), contract.what),
       .why = "The old version cannot read its data any more: the image would come back, the schema would not. This is the "
              "outage the gate is there to prevent.",
       .next = fmt::format("Go no further back than the first version after that step, or roll forward with a fix. If the old "
                           "version has to come back, first give it back its schema in a new migration, with the data from a "
                           "recovery of the cluster to a time before {}.",
                           text::format_time(change.history()->landed_at(contract.step))),
       .related = {{contract.place, fmt::format("landed with {}: {}", landed.id.short_hex(), contract.what)}}});
}

void check(const Change& change, Findings& out) {
  for (const Release& release : change.releases()) {
    if (!release.is_version()) continue;
    const std::vector<LandedContract> contracts = contracts_under(change, *release.after);
    if (contracts.empty()) continue;
    Deployments* deployments = change.deployments({.apps = {release.app()}, .flags = {}, .database = {}});
    if (!deployments) continue;
    const LastLive live = last_live(release, *deployments);
    if (!live.replaced && !live.unknown) continue;
    const auto crossed = std::find_if(contracts.begin(), contracts.end(), [&](const LandedContract& contract) {
      return live.unknown || contract.step <= *live.replaced;
    });
    if (crossed != contracts.end()) report(change, release, *crossed, live, out);
  }
}

}  // namespace

extern constinit const Rule release_rollback_crosses_contract{
    .title = "Rollback to a version the schema no longer fits", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
