#pragma once

#include <deque>
#include <vector>

#include "estate/plan.hpp"
#include "estate/policy.hpp"
#include "estate/resource.hpp"

namespace safeops {

// Is it something that runs an app: Deployment, StatefulSet, DaemonSet, CronJob, Job, Rollout, Pod, or a HelmRelease?
bool is_workload(const flux::Object& object);

// The pod template's spec of a workload that has one; a missing node for a HelmRelease.
const yaml::Node& pod_spec(const flux::Object& object);

// The versions it runs: container images, HelmRelease values (`image.tag`, `image: name:tag`), chart version; the refs of an
// OCIRepository that `sources` holds and it takes its chart from.
std::vector<Artifact> read_artifacts(const flux::Object& workload, const std::deque<Resource>& resources);

// What splits "registry:5000/team/app:1.4@sha256:..." into name, tag and digest.
Artifact parse_image(std::string_view reference);

// The databases it uses, and how we know (design: From files to facts). `clusters` are those of the same environment.
std::vector<DatabaseLink> link_databases(const Workload& workload, const std::vector<const Cluster*>& clusters,
                                         const Policy& policy, const std::deque<Plan>& plans);

}  // namespace safeops
