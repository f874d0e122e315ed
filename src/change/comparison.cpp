#include "change/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "estate/flag_reading.hpp"

namespace safeops {
namespace {

// Several clusters may be delivered from one repository, with objects of the same name in each: the unit's path tells them
// apart, the environment where a unit has moved.
using Key = std::tuple<flux::Id, std::string_view, std::string_view>;  // id, environment, unit path

Key exact_key(const Resource& resource) {
  return {resource.object->id(), resource.environment_name(), resource.unit->path};
}
Key moved_key(const Resource& resource) {
  return {resource.object->id(), resource.environment_name(), {}};
}

// Pairs up what two lists have in common under `key`; the n-th of a key in one with the n-th in the other.
template <typename MakeKey>
void match(std::vector<const Resource*>& before, std::vector<const Resource*>& after, MakeKey key,
           std::vector<ResourceChange>& into) {
  std::multimap<Key, std::size_t> index;
  for (std::size_t i = 0; i < before.size(); ++i) index.emplace(key(*before[i]), i);
  for (const Resource*& resource : after) {
    const auto found = index.find(key(*resource));
    if (found == index.end()) continue;
    into.push_back({before[found->second], resource});
    before[found->second] = nullptr;
    resource = nullptr;
    index.erase(found);
  }
  std::erase(before, nullptr);
  std::erase(after, nullptr);
}

std::vector<const Resource*> pointers(const std::deque<Resource>& resources) {
  std::vector<const Resource*> result;
  result.reserve(resources.size());
  for (const Resource& resource : resources) result.push_back(&resource);
  return result;
}

bool is_same(const ResourceChange& change) {
  if (!change.before || !change.after) return false;
  return change.before->object == change.after->object || change.before->object->root().same_data(change.after->object->root());
}

// What both revisions share by pointer needs no matching: most of the repository.
void drop_shared(std::vector<const Resource*>& before, std::vector<const Resource*>& after) {
  std::map<const flux::Object*, std::vector<const Resource*>> shared;
  for (const Resource* resource : after) shared[resource->object].push_back(resource);
  const auto take = [&](const Resource*& resource) {
    const auto found = shared.find(resource->object);
    if (found == shared.end() || found->second.empty()) return;
    const auto same = std::find_if(found->second.begin(), found->second.end(), [&](const Resource* other) {
      return other->environment_name() == resource->environment_name() && other->unit->path == resource->unit->path;
    });
    if (same == found->second.end()) return;
    *std::find(after.begin(), after.end(), *same) = nullptr;
    found->second.erase(same);
    resource = nullptr;
  };
  for (const Resource*& resource : before) take(resource);
  std::erase(before, nullptr);
  std::erase(after, nullptr);
}

template <typename T>
const T* view_of(const std::deque<T>& views, const Resource* resource) {
  if (!resource) return nullptr;
  const auto found = std::find_if(views.begin(), views.end(), [&](const T& view) { return view.resource == resource; });
  return found == views.end() ? nullptr : &*found;
}

const Cluster* replacement_of(const Cluster& gone, const std::vector<ClusterChange>& changes) {
  for (const ClusterChange& change : changes) {
    if (!change.before && change.after && change.after->resource->environment_name() == gone.resource->environment_name()) {
      return change.after;
    }
  }
  return nullptr;
}

bool runs_same_image(const Workload& one, const Workload& two) {
  return std::any_of(one.artifacts.begin(), one.artifacts.end(), [&](const Artifact& a) {
    return a.form == Artifact::Form::image && std::any_of(two.artifacts.begin(), two.artifacts.end(), [&](const Artifact& b) {
             return b.form == a.form && b.name == a.name;
           });
  });
}

bool is_released(const Workload& workload) {
  return workload.object().kind() != "Job" && workload.object().kind() != "Pod";
}

void compare_artifacts(const Workload& before, const Workload& after, std::vector<Release>& into) {
  for (const Artifact& to : after.artifacts) {
    const auto from = std::find_if(before.artifacts.begin(), before.artifacts.end(),
                                   [&](const Artifact& a) { return a.form == to.form && a.slot == to.slot; });
    if (from == before.artifacts.end()) continue;
    if (from->name == to.name && from->tag == to.tag && from->digest == to.digest) continue;
    into.push_back({.before = &before, .after = &after, .from = *from, .to = to});
  }
}

// What another rule does not already judge by what it says: no flag and no migration.
bool is_configuration(std::string_view key, const yaml::Node& before, const yaml::Node& after) {
  const bool is_flag = key.starts_with("FEATURE_") || (boolean_like(before.text()) && boolean_like(after.text()));
  return !is_flag && !key.ends_with(".sql");
}

const yaml::Node* changed_value(const flux::Object& before, const flux::Object& after) {
  for (const std::string_view field : {"data", "stringData", "binaryData"}) {
    for (const auto& [key, value] : after.root()[field].members()) {
      const yaml::Node& old = before.root()[field][key.text()];
      if (!old.same_data(value) && is_configuration(key.text(), old, value)) return &value;
    }
  }
  return nullptr;
}

Artifact configuration(const flux::Object& object, text::Place place) {
  const std::string_view name = name_without_hash(object.name());
  return {.form = Artifact::Form::configuration,
          .slot = fmt::format("{}/{}", object.kind(), name),
          .name = std::string(name),
          .tag = std::string(object.name().substr(name.size() + 1)),
          .digest = {},
          .place = place};
}

void compare_configuration(const Workload& before, const Workload& after, std::vector<Release>& into) {
  for (const flux::Object* to : after.configuration) {
    const auto from = std::find_if(before.configuration.begin(), before.configuration.end(), [&](const flux::Object* object) {
      return object->kind() == to->kind() && name_without_hash(object->name()) == name_without_hash(to->name());
    });
    const yaml::Node* value = from == before.configuration.end() ? nullptr : changed_value(**from, *to);
    if (value)
      into.push_back({.before = &before,
                      .after = &after,
                      .from = configuration(**from, (*from)->place()),
                      .to = configuration(*to, value->place())});
  }
}

void compare_workloads(const Workload& before, const Workload& after, std::vector<Release>& into) {
  compare_artifacts(before, after, into);
  compare_configuration(before, after, into);
}

using WorkloadKey = std::tuple<flux::Id, std::string_view, std::string_view>;

WorkloadKey key_of(const Workload& workload) {
  return {workload.object().id(), workload.resource->environment_name(), workload.resource->unit->path};
}

std::string flag_key(const Flag& flag) {
  std::string key = flag.name.config_map;
  for (const std::string_view part : {std::string_view(flag.name.key), flag.resource->environment_name(),
                                      flag.resource->object->namespace_(), flag.resource->object->kind()}) {
    key += '\0';
    key += part;
  }
  return key;
}

}  // namespace

std::vector<ResourceChange> compare_resources(const Estate& base, const Estate& head) {
  auto before = pointers(base.resources());
  auto after = pointers(head.resources());
  drop_shared(before, after);
  std::vector<ResourceChange> changes;
  match(before, after, exact_key, changes);
  match(before, after, moved_key, changes);
  std::erase_if(changes, is_same);
  for (const Resource* resource : after) changes.push_back({nullptr, resource});
  for (const Resource* resource : before) changes.push_back({resource, nullptr});
  return changes;
}

std::vector<ClusterChange> compare_clusters(const std::vector<ResourceChange>& changes, const Estate& base, const Estate& head) {
  std::vector<ClusterChange> clusters;
  for (const ResourceChange& change : changes) {
    ClusterChange cluster{view_of(base.clusters(), change.before), view_of(head.clusters(), change.after)};
    if (cluster.before || cluster.after) clusters.push_back(cluster);
  }
  for (ClusterChange& cluster : clusters) {
    if (!cluster.after) cluster.renamed_to = replacement_of(*cluster.before, clusters);
  }
  return clusters;
}

std::vector<ScheduledBackupChange> compare_scheduled_backups(const std::vector<ResourceChange>& changes, const Estate& base,
                                                             const Estate& head) {
  std::vector<ScheduledBackupChange> schedules;
  for (const ResourceChange& change : changes) {
    const ScheduledBackupChange schedule{view_of(base.scheduled_backups(), change.before),
                                         view_of(head.scheduled_backups(), change.after)};
    if (schedule.before || schedule.after) schedules.push_back(schedule);
  }
  return schedules;
}

std::vector<Release> compare_releases(const Estate& base, const Estate& head) {
  std::multimap<WorkloadKey, const Workload*> before;
  for (const Workload& workload : base.workloads()) before.emplace(key_of(workload), &workload);
  std::vector<const Workload*> unmatched;
  std::vector<Release> releases;
  for (const Workload& after : head.workloads()) {
    if (!is_released(after)) continue;
    const auto found = before.find(key_of(after));
    if (found == before.end()) {
      unmatched.push_back(&after);
      continue;
    }
    compare_workloads(*found->second, after, releases);
    before.erase(found);
  }
  for (const Workload* after : unmatched) {
    const auto found = std::find_if(before.begin(), before.end(), [&](const auto& row) {
      return row.second->resource->environment_name() == after->resource->environment_name() &&
             runs_same_image(*row.second, *after);
    });
    if (found == before.end()) continue;
    compare_workloads(*found->second, *after, releases);
    before.erase(found);
  }
  return releases;
}

std::vector<FlagFlip> compare_flags(const Estate& base, const Estate& head) {
  std::map<std::string, const Flag*> before;
  for (const Flag& flag : base.flags()) before.emplace(flag_key(flag), &flag);
  std::vector<FlagFlip> flips;
  for (const Flag& after : head.flags()) {
    const auto found = before.find(flag_key(after));
    const Flag* old = found == before.end() ? nullptr : found->second;
    if (old) before.erase(found);
    if (old ? old->on != after.on : after.on) flips.push_back({after.name, old, &after});
  }
  for (const auto& [key, old] : before) {
    if (old->on) flips.push_back({old->name, old, nullptr});
  }
  return flips;
}

}  // namespace safeops
