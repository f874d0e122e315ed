#pragma once

#include <vector>

#include "change/change.hpp"

namespace safeops {

// Objects of two revisions side by side, matched by group, kind, namespace and name in each environment, across moved files and
// units. Equal ones are left out.
std::vector<ResourceChange> compare_resources(const Estate& base, const Estate& head);

// The same for two kinds, as views; `changes` is the result of compare_resources.
std::vector<ClusterChange> compare_clusters(const std::vector<ResourceChange>& changes, const Estate& base, const Estate& head);
std::vector<ScheduledBackupChange> compare_scheduled_backups(const std::vector<ResourceChange>& changes, const Estate& base,
                                                             const Estate& head);

// Workloads that run another version, or whose pods roll because a generated ConfigMap or Secret they name has other content (its
// flags and SQL left out, which are judged as such). One that was renamed is found again by the image it runs. A Job is none: it
// is delivered with a release, it is not one.
std::vector<Release> compare_releases(const Estate& base, const Estate& head);

std::vector<FlagFlip> compare_flags(const Estate& base, const Estate& head);

}  // namespace safeops
