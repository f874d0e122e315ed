#include "rules/promotion.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/repository_path.hpp"

namespace safeops::rules {
namespace {

constexpr std::size_t reach = 500;  // commits of the base branch that are asked how an app is promoted
constexpr std::size_t habit = 3;    // promotions

// The same container of the same app with the same image, in the last environment before.
struct Earlier {
  const Workload* workload = nullptr;
  const Artifact* artifact = nullptr;
};

Earlier earlier_of(const Change& change, const Release& release) {
  Earlier earlier;
  for (const Workload& workload : change.base().workloads()) {
    const Environment* there = workload.environment();
    if (workload.app != release.app() || !there || there->order >= release.environment()->order) continue;
    if (earlier.workload && there->order < earlier.workload->environment()->order) continue;
    for (const Artifact& artifact : workload.artifacts)
      if (artifact.form == release.to.form && artifact.slot == release.to.slot && artifact.name == release.to.name)
        earlier = {&workload, &artifact};
  }
  return earlier;
}

// How one slot of an app moved through the environments.
class Track {
 public:
  Track(const Release& release, Deployments& deployments) {
    for (const Deployment& deployment : deployments.until(reach))
      if (deployment.is_release_of(release.app(), release.to)) moves_.push_back(&deployment);
  }

  // Whether what came to an environment has been promoted from another one: each version had come there before, without
  // exception, and often enough to be a habit.
  [[nodiscard]] bool promotes(std::string_view from, std::string_view to) const {
    std::size_t promoted = 0;
    for (const Deployment* move : moves_) {
      if (move->environment != to) continue;
      const bool came_before = std::any_of(moves_.begin(), moves_.end(), [&](const Deployment* other) {
        return other->environment == from && version_of(other->to) == version_of(move->to) && other->step > move->step;
      });
      if (!came_before) return false;
      ++promoted;
    }
    return promoted >= habit;
  }
  [[nodiscard]] bool was_live(std::string_view environment, Version version) const {
    return std::any_of(moves_.begin(), moves_.end(), [&](const Deployment* move) {
      return move->environment == environment && (version_of(move->to) == version || version_of(move->from) == version);
    });
  }

 private:
  std::vector<const Deployment*> moves_;
};

}  // namespace

std::optional<SkippedEnvironment> skipped_by(const Change& change, const Release& release) {
  if (!release.is_version() || !release.environment() || !release.after->names_a_database()) return {};
  const Earlier earlier = earlier_of(change, release);
  const Version wanted = version_of(release.to);
  if (!earlier.artifact || version_of(*earlier.artifact) == wanted) return {};
  Deployments* deployments = change.deployments({.apps = {release.app()}, .flags = {}, .database = {}});
  if (!deployments) return {};
  const Track track(release, *deployments);
  const std::string& here = release.environment()->name;
  const std::string& before = earlier.workload->environment()->name;
  if (!track.promotes(before, here) || track.was_live(before, wanted) || track.was_live(here, wanted)) return {};
  return SkippedEnvironment{earlier.workload->environment(), earlier.artifact->place,
                            fmt::format("{} runs {} on the base branch", before, earlier.artifact->version())};
}

std::optional<SkippedEnvironment> skipped_by(const Change& change, const MigrationRun& run) {
  if (!run.environment()) return {};
  const auto runs_it = [&](const MigrationRun& other, const Environment* environment) {
    return other.environment() == environment && flux::base_name(other.migration) == flux::base_name(run.migration);
  };
  const auto any = [](const std::deque<MigrationRun>& runs, auto holds) { return std::any_of(runs.begin(), runs.end(), holds); };
  if (any(change.base().migration_runs(), [&](const MigrationRun& other) { return runs_it(other, run.environment()); }))
    return {};
  std::optional<SkippedEnvironment> skipped;
  for (const MigrationRun& other : change.base().migration_runs()) {
    const Environment* there = other.environment();
    if (!there || there->order >= run.environment()->order || other.name() != run.name()) continue;
    if (other.object().kind() != run.object().kind() || (skipped && there->order < skipped->environment->order)) continue;
    const auto here = [&](const MigrationRun& candidate) { return runs_it(candidate, there); };
    if (any(change.base().migration_runs(), here) || any(change.head().migration_runs(), here)) continue;
    skipped = {there, other.place(), fmt::format("{} runs other migrations there", other.text())};
  }
  return skipped;
}

}  // namespace safeops::rules
