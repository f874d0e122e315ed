#include <algorithm>
#include <map>

#include "rules/cause.hpp"
#include "rules/migration_job_change.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

// What Flux's order is between the units of one revision.
class Order {
 public:
  explicit Order(const Estate& estate) : dependencies_(&estate.dependencies()) {}

  // How the order between a migration and its app fails; "" when Flux keeps it, and where there is no Flux.
  std::string gap(const MigrationJob& job, const Workload& app) {
    const flux::Unit& first = *job.resource->unit;
    const flux::Unit& second = *app.resource->unit;
    if (!first.kustomization || !second.kustomization) return "";
    if (&first == &second) return fmt::format("{} applies both at once", first.name);
    if (!waits(second, first))
      return fmt::format("{}, which applies {}, does not depend on {}", second.name, app.app, first.name);
    if (!flux::awaits(first, job.object()))
      return fmt::format("{} is ready before its Job has run: it has neither `wait: true` nor a health check of it", first.name);
    return "";
  }

 private:
  bool waits(const flux::Unit& second, const flux::Unit& first) {
    const flux::Dependent* from = dependencies_->find(second);
    const flux::Dependent* to = dependencies_->find(first);
    if (!from || !to) return false;
    const auto [found, fresh] = waiting_.try_emplace(to);
    if (fresh) found->second = dependencies_->waiting_for(*to);
    return found->second[from->position];
  }

  const flux::Dependencies* dependencies_;
  std::map<const flux::Dependent*, std::vector<bool>> waiting_;
};

text::Place place_of(const Change& change, const MigrationJob& job, const Workload& app) {
  const text::Place dependent = app.resource->unit->kustomization->place("spec.dependsOn");
  const text::Place awaited = job.resource->unit->kustomization->place("spec.wait");
  for (const text::Place& place : {job.place(), dependent, awaited})
    if (change.touches(place.source)) return place;
  return cause_of_delivery(change, *job.resource);
}

void report(const Change& change, const MigrationJob& job, const Workload& app, const std::string& reason, Findings& out) {
  out.add({.place = place_of(change, job, app),
           .what = fmt::format("{} migrates for {} ({}), and Flux does not wait for it: {}", job.text(), app.object().id().text(),
                               job.reason, reason),
           .why = "The new version starts while the migration still runs, or has failed: it meets a schema it does not fit.",
           .next = fmt::format(
               "Deliver the Job in a Kustomization of its own with `wait: true`, and name that in `spec.dependsOn` of "
               "the one that applies {}.",
               app.app),
           .related = {{app.place(), fmt::format("{} is applied by {}", app.app, app.resource->unit->name)}}});
}

void check(const Change& change, Findings& out) {
  if (change.head().migration_jobs().empty()) return;
  const BeforeChange base(change);
  Order before(change.base());
  Order after(change.head());
  const auto was_so = [&](const MigrationJob& job, const Workload& app) {
    const MigrationJob* old_job = base.job(job);
    const Workload* old_app = base.workload(app);
    return old_job && old_app && !base.brings(job) && !before.gap(*old_job, *old_app).empty();
  };
  for (const MigrationJob& job : change.head().migration_jobs()) {
    // Of several apps that only share a database one is the Job's: where Flux orders any, it is that.
    const auto is_ordered = [&](const Workload* app) { return after.gap(job, *app).empty(); };
    if (job.apps_share_database_only && std::any_of(job.apps.begin(), job.apps.end(), is_ordered)) continue;
    for (const Workload* app : job.apps)
      if (const std::string gap = after.gap(job, *app); !gap.empty() && !was_so(job, *app)) report(change, job, *app, gap, out);
  }
}

}  // namespace

extern constinit const Rule flux_migration_not_awaited{
    .title = "The app does not wait for its migration", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
