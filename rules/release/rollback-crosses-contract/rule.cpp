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
  bool older = false;  // never live as far as can be seen, and older than all that was
};

// A digest behind the tag it had without one names the same version.
bool same_version(const Artifact& one, const Artifact& other) {
  const bool both = !one.digest.empty() && !other.digest.empty();
  return one.name == other.name && one.tag == other.tag && (!both || one.digest == other.digest);
}

bool is_older(std::string_view tag, std::string_view other) {
  const auto order = compare_versions(tag, other);
  return order && *order < 0;
}

LastLive last_live(const Release& release, Deployments& deployments) {
  const std::string environment = release.environment() ? release.environment()->name : "";
  bool oldest = is_older(release.to.tag, release.from.tag);
  for (std::size_t i = 0; const Deployment* deployment = deployments.at(i); ++i) {
    if (!deployment->is_release_of(release.app(), release.to) || deployment->environment != environment) continue;
    if (same_version(deployment->from, release.to)) return {.replaced = deployment->step};
    oldest = oldest && is_older(release.to.tag, deployment->from.tag);
  }
  return {.replaced = {}, .older = oldest};
}

void report(const Change& change, const Release& release, const LandedContract& contract, const LastLive& live, Findings& out) {
  const git::History& history = *change.history();
  const std::string landed = text::format_time(history.landed_at(contract.step));
  const std::string commit = history.at(contract.step)->id.short_hex();
  const std::string gone =
      contract.lost ? fmt::format("; {} took it out of git, not out of the database", history.at(*contract.lost)->id.short_hex())
                    : "";
  const std::string since = live.older ? "is older than all that was ever live"
                                       : fmt::format("was last live before {}", history.at(*live.replaced)->id.short_hex());
  out.add(
      {.place = release.to.place,
       .what = fmt::format("{} goes back behind a contract step: {} {}, and {} landed {} with {} ({}{})", release.text(),
                           release.to.version(), since, contract.path, landed, commit, contract.what, gone),
       .why = "The old version cannot read its data any more: the image would come back, the schema would not. This is the "
              "outage the gate is there to prevent.",
       .next = fmt::format("Go no further back than the first version after that step, or roll forward with a fix. If the old "
                           "version has to come back, first give it back its schema in a new migration, with the data from a "
                           "recovery of the cluster to a time before {}.",
                           landed),
       .related = {{contract.place, fmt::format("landed with {}: {}", commit, contract.what)}}});
}

void check(const Change& change, Findings& out) {
  for (const Release& release : change.releases()) {
    if (!release.is_version()) continue;
    std::vector<LandedContract> contracts = contracts_under(change, *release.after);
    if (!is_older(release.from.tag, release.to.tag))
      std::ranges::move(lost_contracts_under(change, *release.after), std::back_inserter(contracts));
    if (contracts.empty()) continue;
    Deployments* deployments = change.deployments({.apps = {release.app()}, .flags = {}, .database = {}});
    if (!deployments) continue;
    const LastLive live = last_live(release, *deployments);
    if (!live.replaced && !live.older) continue;
    const auto crossed = std::find_if(contracts.begin(), contracts.end(), [&](const LandedContract& contract) {
      return live.older || contract.step <= *live.replaced;
    });
    if (crossed != contracts.end()) report(change, release, *crossed, live, out);
  }
}

}  // namespace

extern constinit const Rule release_rollback_crosses_contract{
    .title = "Rollback to a version the schema no longer fits", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
