#include "rules/migration_job_change.hpp"

namespace safeops::rules {
namespace {

template <typename Map, typename Key>
auto find(const Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : found->second;
}

}  // namespace

BeforeChange::Key BeforeChange::key(const View& view) {
  return {view.resource->environment_name(), view.resource->unit->cluster, view.namespace_(), view.object().kind(), view.name()};
}

BeforeChange::BeforeChange(const Change& change) {
  for (const MigrationJob& job : change.base().migration_jobs()) jobs_.try_emplace(key(job), &job);
  for (const Workload& workload : change.base().workloads()) workloads_.try_emplace(key(workload), &workload);
}

const MigrationJob* BeforeChange::job(const MigrationJob& at_head) const {
  return find(jobs_, key(at_head));
}

const Workload* BeforeChange::workload(const Workload& at_head) const {
  return find(workloads_, key(at_head));
}

bool BeforeChange::brings(const MigrationJob& at_head) const {
  const Workload* before = workload(*at_head.workload);
  return !before || !before->object().at("spec.template").same_data(at_head.object().at("spec.template"));
}

}  // namespace safeops::rules
