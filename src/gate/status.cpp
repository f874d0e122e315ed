#include "gate/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "rules/landed_contract.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

using Phase = PlanStatus::Phase;
using rules::LandedContract;

bool has_landed(const Change& change, const std::vector<FileReference>& files) {
  return !files.empty() && std::all_of(files.begin(), files.end(), [&](const FileReference& file) {
    return change.history() && change.history()->landed_step(file.path);
  });
}

std::string told(const WindowMark& mark) {
  return fmt::format("{}, {}", mark.text, mark.when());
}

PlanStatus in_environment(const Change& change, const RollbackWindow& plan, const EnvironmentWindow& window) {
  PlanStatus status{.plan = plan.plan, .environment = window.name(), .since = {}, .next = {}};
  const std::string app = plan.plan->app.empty() ? "the app" : text::visible(plan.plan->app);
  const auto set = [&](Phase phase, std::string since, std::string next) {
    status.phase = phase;
    status.since = std::move(since);
    status.next = std::move(next);
  };
  if (plan.cut_short && !window.opened) {
    set(Phase::unknown, "the history at hand is too short", "Fetch all of the base branch's history.");
  } else if (!window.released && !window.opened) {
    set(Phase::expanded, plan.expand() ? told(*plan.expand()) : "", fmt::format("Release {} with its flag off.", app));
  } else if (window.flag_is_off) {
    set(Phase::released, window.released ? told(*window.released) : "",
        "Turn the flag on when it is on in the environment before.");
  } else if (!window.opened) {
    set(Phase::released, window.released ? told(*window.released) : "", "Wait until the last of release and flag is live.");
  } else if (window.over(change.now())) {
    set(Phase::window_over, fmt::format("ended {}; {}", text::format_time(*window.ends()), told(window.clock())),
        plan.plan->contract.empty() ? "" : "Bring the contract step with its evidence, in a change of its own.");
  } else {
    set(Phase::window_open, told(window.clock()),
        fmt::format("Wait until {}, {} from now.", text::format_time(*window.ends()),
                    text::format_duration(*window.ends() - change.now())));
  }
  return status;
}

void add_plan(const Change& change, const Plan& plan, Status& into) {
  if (has_landed(change, plan.contract)) {
    into.plans.push_back(
        {&plan, "", Phase::contracted, "every contract file has landed", "Remove the plan when nobody needs it."});
    return;
  }
  const RollbackWindow& window = change.rollback_window(plan);
  if (!window.awaited.empty()) {
    into.plans.push_back({&plan, "", Phase::planned, "", fmt::format("Land {}.", text::visible(window.awaited.front().path))});
    return;
  }
  for (const EnvironmentWindow& environment : window.environments)
    into.plans.push_back(in_environment(change, window, environment));
  if (window.environments.empty())
    into.plans.push_back({&plan, "", Phase::unknown, "nothing in the repository runs its app", "Name the app in the plan."});
}

BackupStatus newest_backup(const Change& change, const Plan& plan) {
  const BackupEvidence* newest = nullptr;
  for (const BackupEvidence& backup : change.head().backups()) {
    if (backup.plan != plan.name || backup.cluster != plan.database || !backup.completed() || !backup.stopped_at) continue;
    if (!newest || *newest->stopped_at < *backup.stopped_at) newest = &backup;
  }
  if (!newest) return {.plan = &plan, .text = "none among its evidence"};
  const text::Seconds age = change.now() - *newest->stopped_at;
  return {.plan = &plan,
          .text = fmt::format("{}, {} ago", text::visible(newest->object.id().text()), text::format_duration(age)),
          .current = age <= change.policy().backup_max_age};
}

// What a person would roll back: the containers and charts that carry the app, not what runs before it starts.
bool is_rolled_back(const Artifact& artifact) {
  return artifact.form != Artifact::Form::configuration && !artifact.slot.starts_with("initContainers/") &&
         !artifact.slot.starts_with("volumes/");
}

std::string told(const Change& change, const LandedContract& contract) {
  const git::History& history = *change.history();
  const std::string gone =
      contract.lost ? fmt::format(" (no more in git since {})", history.at(*contract.lost)->id.short_hex()) : "";
  return fmt::format("{} landed {} with {}: {}{}", text::visible(contract.path),
                     text::format_time(history.landed_at(contract.step)), history.at(contract.step)->id.short_hex(),
                     text::visible(contract.what), gone);
}

// What changed version where an app can go back, the latest first.
std::vector<const Deployment*> moves_of(const Workload& workload, const Artifact& artifact,
                                        const std::deque<Deployment>& deployments) {
  std::vector<const Deployment*> moves;
  for (const Deployment& deployment : deployments)
    if (deployment.is_release_of(workload.app, artifact) && deployment.environment == workload.resource->environment_name() &&
        deployment.namespace_ == workload.object().namespace_())
      moves.push_back(&deployment);
  return moves;
}

// The contract step that landed between the time when what runs now was last live before and when it came back.
const LandedContract* missed_by(Version running, const std::vector<const Deployment*>& moves,
                                const std::vector<LandedContract>& contracts) {
  if (moves.empty() || version_of(moves.front()->to) != running) return nullptr;
  const auto left =
      std::find_if(moves.begin(), moves.end(), [&](const Deployment* move) { return version_of(move->from) == running; });
  if (left == moves.end()) return nullptr;
  const auto missed = std::find_if(contracts.begin(), contracts.end(), [&](const LandedContract& contract) {
    return contract.step <= (*left)->step && contract.step > moves.front()->step;
  });
  return missed == contracts.end() ? nullptr : &*missed;
}

// Walks back over what was live until something has landed in between that it does not survive.
void walk_back(const Change& change, Version running, const std::vector<const Deployment*>& moves,
               const std::vector<LandedContract>& contracts, WayBack& way) {
  if (const LandedContract* missed = missed_by(running, moves, contracts)) way.misfit = told(change, *missed);
  std::set<Version> seen = {running};
  for (const Deployment* move : moves) {
    if (!seen.insert(version_of(move->from)).second) continue;
    const auto crossed = std::find_if(contracts.begin(), contracts.end(),
                                      [&](const LandedContract& contract) { return contract.step <= move->step; });
    if (crossed != contracts.end()) {
      way.blocked = text::visible(move->from.version());
      way.barrier = told(change, *crossed);
      return;
    }
    if (way.safe.size() == WayBack::most_versions) return;
    way.safe.push_back(text::visible(move->from.version()));
  }
}

std::string name_of(const Artifact& artifact) {
  const std::string_view form = artifact.form == Artifact::Form::image   ? "image"
                                : artifact.form == Artifact::Form::chart ? "chart"
                                                                         : "source";
  return fmt::format("{} {}", form, text::visible(artifact.name.empty() ? artifact.slot : artifact.name));
}

void add_ways_back(const Change& change, std::size_t steps, Status& into) {
  DeploymentSubject subject{.apps = {}, .flags = {}, .database = {}};
  std::vector<const Workload*> workloads;
  for (const Workload& workload : change.head().workloads()) {
    if (!workload.names_a_database() || workload.object().kind() == "Job" || workload.object().kind() == "Pod") continue;
    subject.apps.insert(workload.app);
    workloads.push_back(&workload);
  }
  Deployments* deployments = workloads.empty() ? nullptr : change.deployments(subject);
  if (!deployments) return;
  const std::deque<Deployment>& found = deployments->until(steps);
  for (const Workload* workload : workloads) {
    const std::vector<LandedContract> contracts = rules::contracts_ever_under(change, *workload);
    for (const Artifact& artifact : workload->artifacts) {
      if (!is_rolled_back(artifact)) continue;
      WayBack way{.app = workload->app,
                  .environment = std::string(workload->resource->environment_name()),
                  .what = name_of(artifact),
                  .running = artifact.version(),
                  .safe = {},
                  .misfit = {},
                  .barrier = {},
                  .blocked = {},
                  .cut_short = deployments->cut_short() || change.history()->at(steps + 1)};
      walk_back(change, version_of(artifact), moves_of(*workload, artifact, found), contracts, way);
      into.ways_back.push_back(std::move(way));
    }
  }
  std::stable_sort(into.ways_back.begin(), into.ways_back.end(), [&](const WayBack& one, const WayBack& other) {
    const auto order = [&](const WayBack& way) {
      const Environment* environment = change.policy().environment(way.environment);
      return environment ? environment->order : static_cast<std::size_t>(-1);
    };
    return one.app != other.app ? one.app < other.app : order(one) < order(other);
  });
}

}  // namespace

std::string_view to_string(PlanStatus::Phase phase) {
  switch (phase) {
    case Phase::planned:
      return "planned";
    case Phase::expanded:
      return "expanded";
    case Phase::released:
      return "released, flag off";
    case Phase::window_open:
      return "window open";
    case Phase::window_over:
      return "window over";
    case Phase::contracted:
      return "contracted";
    case Phase::unknown:
      return "unknown";
  }
  return "";
}

Status read_status(const Change& change, std::size_t steps) {
  Status status;
  status.now = change.now();
  status.freeze = change.base().freeze();
  for (const Plan& plan : change.head().plans()) {
    add_plan(change, plan, status);
    if (!has_landed(change, plan.contract)) status.backups.push_back(newest_backup(change, plan));
  }
  add_ways_back(change, steps, status);
  status.databases = recoverability(change.head(), change.now());
  return status;
}

}  // namespace safeops
