#include "rules/rule.hpp"
#include "rules/difference.hpp"
#include "rules/migration_job_change.hpp"

namespace safeops::rules {
namespace {

// Flux deletes the Job and makes it again (spec.force, or a label or annotation of the object).
bool is_recreated(const MigrationJob& job) {
  constexpr std::string_view key = "kustomize.toolkit.fluxcd.io/force";
  const std::string_view annotation = job.object().annotation(key);
  const std::string_view own = annotation.empty() ? job.object().label(key) : annotation;
  return own == "enabled" || own == "Enabled" || (job.resource->unit->force && own.empty());
}

// Kubernetes has deleted the finished Job by then.
bool expires(const Workload& job) {
  return bool(job.object().at("spec.ttlSecondsAfterFinished"));
}

text::Place place_of(const Change& change, const Workload& before, const MigrationJob& job) {
  const text::Place place = first_difference(before.object().at("spec.template"), job.object().at("spec.template")).place();
  return change.touches(place.source) ? place : job.place();
}

void check(const Change& change, Findings& out) {
  if (change.head().migration_jobs().empty()) return;
  const BeforeChange base(change);
  for (const MigrationJob& job : change.head().migration_jobs()) {
    const Workload* before = base.workload(*job.workload);
    if (!before || !base.brings(job) || is_recreated(job) || expires(*before)) continue;
    out.add({.place = place_of(change, *before, job),
             .what = fmt::format("the pod template of {} changes, and a Job's template cannot be changed", job.text()),
             .why = fmt::format("Kubernetes refuses the update: the migration does not run, and nothing else that {} applies is "
                                "delivered until somebody deletes the Job by hand.",
                                job.resource->unit->name),
             .next = fmt::format("Give the Job a new name with each migration (`{}-2`), so that it runs once under each. "
                                 "`kustomize.toolkit.fluxcd.io/force: enabled` makes Flux run it again from the start: only for "
                                 "migrations that can run twice.",
                                 job.name())});
  }
}

}  // namespace

extern constinit const Rule flux_migration_job_immutable{
    .title = "A migration Job is edited under its old name", .level = Level::error, .check = check};

}  // namespace safeops::rules
