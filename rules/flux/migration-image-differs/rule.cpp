#include "rules/rule.hpp"
#include "rules/migration_job_change.hpp"

namespace safeops::rules {
namespace {

bool is_same(const Artifact& one, const Artifact& other) {
  return one.tag == other.tag && one.digest == other.digest;
}

bool differs(const MigrationJob& job, const Workload& app) {
  const auto [in_job, in_app] = job.shared_image(app);
  return in_job && !is_same(*in_job, *in_app);
}

bool differed_before(const BeforeChange& base, const MigrationJob& job, const Workload& app) {
  const MigrationJob* job_before = base.job(job);
  const Workload* app_before = base.workload(app);
  return job_before && app_before && differs(*job_before, *app_before);
}

void check(const Change& change, Findings& out) {
  if (change.head().migration_jobs().empty()) return;
  const BeforeChange base(change);
  for (const MigrationJob& job : change.head().migration_jobs())
    for (const Workload* app : job.apps) {
      if (!differs(job, *app) || differed_before(base, job, *app)) continue;
      const auto [in_job, in_app] = job.shared_image(*app);
      const bool job_stayed = change.touches(in_app->place.source) && !change.touches(in_job->place.source);
      const Artifact& here = job_stayed ? *in_app : *in_job;
      const Artifact& there = job_stayed ? *in_job : *in_app;
      out.add({.place = here.place,
               .what = fmt::format("{} migrates with version {} of {}, and {} runs {}", job.text(), in_job->version(),
                                   in_job->name, app->object().id().text(), in_app->version()),
               .why = "The migrations are those of another version than the one that runs: it starts on a schema it was not made "
                      "for, or never gets its own.",
               .next = "Release both together: one `images:` entry in a kustomization moves them in one line.",
               .related = {{there.place, job_stayed ? "the migration Job's version" : "the app's version"}}});
    }
}

}  // namespace

extern constinit const Rule flux_migration_image_differs{
    .title = "Migration Job and app are of different versions", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
