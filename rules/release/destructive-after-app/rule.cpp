#include "rules/rule.hpp"

#include <algorithm>
#include <set>

#include "rules/effect_text.hpp"

namespace safeops::rules {
namespace {

// Every app that may be on the database; of a database that cannot be told every app that is on one.
DeploymentSubject apps_on(const Change& change, const std::string& database) {
  DeploymentSubject subject{.apps = {}, .flags = {}, .database = database};
  for (const Workload& workload : change.base().workloads())
    if (database.empty() && workload.names_a_database()) subject.apps.insert(workload.app);
  return subject;
}

// Where nothing is protected, releases come all day; they only count for an app that runs nowhere else.
bool counts(const Change& change, const Deployment& deployment) {
  if (deployment.kind != Deployment::Kind::release) return false;
  const Environment* environment = change.policy().environment(deployment.environment);
  if (!environment || environment->is_protected) return true;
  const auto& workloads = change.base().workloads();
  return std::none_of(workloads.begin(), workloads.end(), [&](const Workload& workload) {
    return workload.app == deployment.app && workload.resource->in_protected();
  });
}

// window-open and window-restarted say it of the plan's own app.
bool has_own_window(const MigrationStep& step, const Deployment& deployment) {
  return step.plan && step.plan->window && step.plan->contracts(step.migration().path) && step.plan->app == deployment.app;
}

void report(const Change& change, const SchemaEffect& effect, const Deployment& deployment, Findings& out) {
  const git::History& history = *change.history();
  const text::Seconds at = history.landed_at(deployment.step);
  const text::Seconds minimum = change.policy().rollback_window_minimum;
  out.add(
      {.place = effect.place,
       .what = fmt::format("{} comes {} after {} ({}, {})", in_words(*effect.effect), text::format_duration(change.now() - at),
                           deployment.text, text::format_time(at), history.at(deployment.step)->id.short_hex()),
       .why = "That release may still have to be rolled back, and the version before it cannot run on what this step leaves.",
       .next = fmt::format("Bring this step after {}, {} after the release, with no further release in between.",
                           text::format_time(at + minimum), text::format_duration(minimum)),
       .related = {{deployment.place, deployment.text}}});
}

void check_step(const Change& change, const MigrationStep& step, const SchemaEffect& effect, Findings& out) {
  Deployments* deployments = change.deployments(apps_on(change, step.migration().database));
  if (!deployments) return;
  const text::Seconds oldest = change.now() - change.policy().rollback_window_minimum;
  std::set<std::pair<std::string, std::string>> reported;  // the newest release of each app in each environment
  const std::size_t end = change.history()->first_before(oldest);
  if (end == 0) return;
  for (const Deployment& deployment : deployments->until(end - 1)) {
    if (deployment.step >= end || !counts(change, deployment) || has_own_window(step, deployment)) continue;
    if (reported.emplace(deployment.app, deployment.environment).second) report(change, effect, deployment, out);
  }
}

void check(const Change& change, Findings& out) {
  for (const MigrationStep& step : change.migrations())
    if (const SchemaEffect* effect = step.first_contract()) check_step(change, step, *effect, out);
}

}  // namespace

extern constinit const Rule release_destructive_after_app{
    .title = "Destructive migration soon after an app release", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
