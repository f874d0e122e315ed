#include "rules/rule.hpp"

#include <algorithm>

#include "estate/version_order.hpp"
#include "rules/landed_contract.hpp"

namespace safeops::rules {
namespace {

bool is_older(std::string_view tag, std::string_view other) {
  const auto order = compare_versions(tag, other);
  return order && *order < 0;
}

// The registry may have moved, a digest may have been added behind the tag or taken away; a version may have been built again,
// a tag such as `latest` means another one each time.
bool same_version(const Artifact& one, const Artifact& other) {
  const bool digests = !one.digest.empty() && !other.digest.empty();
  if (digests && one.digest == other.digest) return true;
  if (one.tag.empty() || one.tag != other.tag) return !digests && one.tag == other.tag && one.name == other.name;
  return !digests || compare_versions(one.tag, other.tag).has_value();
}

// In a container that had another name, too.
bool same_image(const Artifact& one, const Artifact& other) {
  return one.form == Artifact::Form::image && other.form == one.form && !one.name.empty() && one.name == other.name;
}

// Where one artifact of a workload is the app itself, what runs beside it and the chart around it may go back as they like.
bool is_app(const Artifact& artifact, std::string_view app) {
  const std::string_view slot = artifact.slot;
  const std::string_view name = std::string_view(artifact.name).substr(artifact.name.rfind('/') + 1);
  const bool tagged = !artifact.tag.empty() || !artifact.digest.empty();
  const bool named = slot == app || slot.substr(slot.rfind('/') + 1) == app || name == app;
  return artifact.form == Artifact::Form::image && tagged && (named || slot == "values.image" || slot == "values.image.tag");
}

bool carries_the_app(const Release& release) {
  const auto& artifacts = release.after->artifacts;
  const auto app = [&](const Artifact& artifact) { return is_app(artifact, release.app()); };
  return app(release.to) || std::none_of(artifacts.begin(), artifacts.end(), app);
}

// What was live where a release takes place, back to when the version was that comes back now.
struct Past {
  std::vector<const Deployment*> moves;      // newest first
  std::optional<std::size_t> replaced = {};  // with that commit something else took the place of what comes back now
  std::optional<std::size_t> appeared = {};  // with that commit the app was there for the first time
};

Past past_of(const Release& release, Deployments& deployments) {
  const std::string environment = release.environment() ? release.environment()->name : "";
  Past past;
  for (std::size_t i = 0; const Deployment* deployment = deployments.at(i); ++i) {
    const bool here = deployment->app == release.app() && deployment->environment == environment &&
                      (deployment->namespace_ == release.after->object().namespace_() ||
                       deployment->namespace_ == release.before->object().namespace_());
    if (!here) continue;
    if (deployment->kind == Deployment::Kind::appeared) past.appeared = deployment->step;
    if (!deployment->is_release_of(release.app(), release.to) && !same_image(deployment->to, release.to)) continue;
    past.moves.push_back(deployment);
    if (!same_version(deployment->from, release.to)) continue;
    past.replaced = deployment->step;
    break;
  }
  return past;
}

// Why a version does not fit what a contract step has left; empty where it was live with it.
std::string misfit(const Change& change, const Release& release, const LandedContract& contract, const Past& past) {
  if (same_version(release.from, release.to) || (past.appeared && *past.appeared < contract.step)) return "";
  if (past.replaced)
    return *past.replaced < contract.step
               ? ""
               : fmt::format("was last live before {}", change.history()->at(*past.replaced)->id.short_hex());
  bool older = is_older(release.to.tag, release.from.tag);
  for (const Deployment* move : past.moves)
    if (move->step < contract.step) older = older && is_older(release.to.tag, move->from.tag);
  return older ? "is older than all that was live since" : "";
}

struct Crossed {
  const LandedContract* contract;
  std::string misfit;
  std::optional<std::size_t> given_back;
};

// One that nothing has given back, before all others.
std::optional<Crossed> crossed(const Change& change, const Release& release, const std::vector<LandedContract>& contracts,
                               const Past& past) {
  std::optional<Crossed> found;
  for (const LandedContract& contract : contracts) {
    std::string reason = misfit(change, release, contract, past);
    if (reason.empty()) continue;
    const Making making = making_of(change, contract);
    const bool unknown_to_it = making.before && past.replaced && *making.before <= *past.replaced;
    if (unknown_to_it || making.renamed_back) continue;
    if (!found || !making.after) found = Crossed{&contract, std::move(reason), making.after};
    if (!making.after) break;
  }
  return found;
}

void report(const Change& change, const Release& release, const Crossed& crossed, Findings& out) {
  const LandedContract& contract = *crossed.contract;
  const git::History& history = *change.history();
  const auto id = [&](std::size_t step) { return history.at(step)->id.short_hex(); };
  const std::string landed = text::format_time(history.landed_at(contract.step));
  const std::string gone =
      contract.lost ? fmt::format("; {} took it out of git, not out of the database", id(*contract.lost)) : "";
  Finding finding{
      .place = release.to.place,
      .what = fmt::format("{} goes back behind a contract step: {} {}, and {} landed {} with {} ({}{})", release.text(),
                          release.to.version(), crossed.misfit, contract.path, landed, id(contract.step), contract.what, gone),
      .why =
          "The old version cannot read its data any more: the image would come back, the schema would not. This is the "
          "outage the gate is there to prevent.",
      .next = fmt::format("Go no further back than the first version after that step, or roll forward with a fix. If the old "
                          "version has to come back, first give it back its schema in a new migration, with the data from a "
                          "recovery of the cluster to a time before {}.",
                          landed),
      .related = {{contract.place, fmt::format("landed with {}: {}", id(contract.step), contract.what)}}};
  if (crossed.given_back) {
    finding.hard_stop = false;
    finding.why = fmt::format(
        "What was taken has its name again since {}; whether its data is back, git does not say. Without "
        "it the old version runs, and reads nothing.",
        id(*crossed.given_back));
    finding.next = fmt::format(
        "Copy the data from a recovery of the cluster to a time before {}; then say so behind the new "
        "version: `# safeops:allow release-rollback-crosses-contract: <who copied it, from where> (until <day>)`.",
        landed);
  }
  out.add(std::move(finding));
}

// A plainly newer version never asks for what git has no more.
std::vector<LandedContract> contracts_for(const Change& change, const Release& release) {
  const bool newer = is_older(release.from.tag, release.to.tag);
  return newer ? contracts_under(change, *release.after) : contracts_ever_under(change, *release.after);
}

void check(const Change& change, Findings& out) {
  for (const Release& release : change.releases()) {
    if (!release.is_version() || !carries_the_app(release)) continue;
    const std::vector<LandedContract> contracts = contracts_for(change, release);
    Deployments* deployments =
        contracts.empty() ? nullptr : change.deployments({.apps = {release.app()}, .flags = {}, .database = {}});
    if (!deployments) continue;
    const Past past = past_of(release, *deployments);
    if (const auto found = crossed(change, release, contracts, past)) report(change, release, *found, out);
  }
}

}  // namespace

extern constinit const Rule release_rollback_crosses_contract{
    .title = "Rollback to a version the schema no longer fits", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
