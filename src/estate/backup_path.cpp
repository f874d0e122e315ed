#include "estate/backup_path.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "estate/retention.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_schedules = 8;  // of one Cluster; more are not counted together

const yaml::Node& archive_plugin(const Cluster& cluster) {
  static const yaml::Node none;
  for (const yaml::Node& plugin : cluster.object().at("spec.plugins").items())
    if (plugin["parameters"]["barmanObjectName"]) return plugin;
  return none;
}

const Resource* store_of(const Estate& estate, const Cluster& cluster) {
  for (const Resource& resource : estate.resources())
    if (resource.object->is("barmancloud.cnpg.io", "ObjectStore") && together(cluster, View{&resource}) &&
        resource.object->name() == cluster.archive_destination())
      return &resource;
  return nullptr;
}

const yaml::Node* retention_of(const Estate& estate, const Cluster& cluster) {
  if (cluster.backup_method() == BackupMethod::plugin) {
    const Resource* store = store_of(estate, cluster);
    return store ? &store->object->at("spec.retentionPolicy") : nullptr;
  }
  return archive_settings(estate, cluster) ? &cluster.object().at("spec.backup.retentionPolicy") : nullptr;
}

// Which archive: where it lies, or the ObjectStore's name, and the server's name in it.
using ArchiveName = std::pair<std::string_view, std::string_view>;

ArchiveName own_archive(const Cluster& cluster) {
  return {cluster.archive_destination(), archive_name(cluster)};
}

// The archive that a Cluster boots from; none where it does not say.
std::optional<ArchiveName> source_archive(const Cluster& restored) {
  const std::string_view source = restored.object().at("spec.bootstrap.recovery.source").text();
  if (source.empty()) return {};
  for (const yaml::Node& external : restored.object().at("spec.externalClusters").items()) {
    if (external["name"].text() != source) continue;
    const yaml::Node& plugin = external.at("plugin.parameters");
    const yaml::Node& settings = plugin ? plugin : external["barmanObjectStore"];
    const std::string_view place = settings[plugin ? "barmanObjectName" : "destinationPath"].text();
    if (place.empty()) return {};
    return ArchiveName{place, settings["serverName"] ? settings["serverName"].text() : source};
  }
  return {};
}

bool is_another(const Cluster& one, const Cluster& other) {
  return !(together(one, other) && one.name() == other.name());
}

// The Clusters that boot from each archive.
class Rehearsals {
 public:
  explicit Rehearsals(const Estate& estate) {
    for (const Cluster& cluster : estate.clusters())
      if (const auto archive = cluster.deployed() ? source_archive(cluster) : std::nullopt)
        by_archive_[*archive].push_back(&cluster);
  }

  [[nodiscard]] const Cluster* of(const Cluster& cluster) const {
    const auto found = by_archive_.find(own_archive(cluster));
    if (found == by_archive_.end()) return nullptr;
    const auto other = std::find_if(found->second.begin(), found->second.end(),
                                    [&](const Cluster* restored) { return is_another(*restored, cluster); });
    return other == found->second.end() ? nullptr : *other;
  }

 private:
  std::map<ArchiveName, std::vector<const Cluster*>> by_archive_;
};

// The restore tests of all plans.
class RestoreTests {
 public:
  explicit RestoreTests(const Estate& estate) : estate_(&estate) {
    for (const Plan& plan : estate.plans())
      for (RestoreTest& test : restore_tests(estate, plan.name)) {
        Rank rank{left_open(test).empty(), test.at};
        all_.emplace_back(rank, std::move(test));
      }
  }

  [[nodiscard]] std::optional<RestoreTest> best_of(const Cluster& cluster) const {
    const Ranked* best = nullptr;
    for (const Ranked& one : all_)
      if ((!best || best->first < one.first) && is_of(*estate_, one.second, {&cluster, cluster.name()})) best = &one;
    return best ? std::optional(best->second) : std::nullopt;
  }

 private:
  using Rank = std::pair<bool, std::optional<text::Seconds>>;  // does it show that the database works, and when
  using Ranked = std::pair<Rank, RestoreTest>;
  const Estate* estate_;
  std::vector<Ranked> all_;
};

WeakestLink weakest_restore(const BackupPath& path, const Estate& estate, text::Seconds now) {
  if (!path.restored) return path.rehearsal ? WeakestLink::none : WeakestLink::never_restored;
  if (!left_open(*path.restored).empty()) return WeakestLink::unproved;
  const bool fresh = path.restored->at && now - *path.restored->at <= estate.policy().restore_max_age;
  return fresh ? WeakestLink::none : WeakestLink::test_too_old;
}

}  // namespace

bool together(const View& one, const View& other) {
  return one.deployed() && other.deployed() && one.namespace_() == other.namespace_() &&
         one.resource->environment_name() == other.resource->environment_name();
}

std::vector<const ScheduledBackup*> schedules_of(const Estate& estate, const Cluster& cluster) {
  std::vector<const ScheduledBackup*> found;
  for (const ScheduledBackup& schedule : estate.scheduled_backups())
    if (together(schedule, cluster) && schedule.cluster_name() == cluster.name()) found.push_back(&schedule);
  return found;
}

const Cluster* cluster_of(const Estate& estate, const ScheduledBackup& schedule) {
  const auto& all = estate.clusters();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Cluster& cluster) {
    return together(schedule, cluster) && cluster.name() == schedule.cluster_name();
  });
  return found == all.end() ? nullptr : &*found;
}

LongestWindow longest_window(const Estate& estate, const Cluster& cluster) {
  LongestWindow longest{.length = estate.policy().rollback_window_minimum, .whose = "policy"};
  for (const Plan& plan : estate.plans()) {
    if (plan.database != cluster.name() || !plan.window || !plan.window->duration) continue;
    if (*plan.window->duration > longest.length) longest = {*plan.window->duration, "plan " + plan.name};
  }
  return longest;
}

bool BackupPath::archives_wal() const {
  if (cluster->object().annotation("cnpg.io/skipWalArchiving") == "enabled") return false;
  if (method != BackupMethod::plugin) return archive != nullptr;
  return archive || archive_plugin(*cluster)["isWALArchiver"].is_opaque() ||
         archive_plugin(*cluster)["isWALArchiver"].boolean().value_or(false);
}

std::string BackupPath::destination() const {
  const std::string path((archive ? (*archive)["destinationPath"] : yaml::Node()).text());
  if (method != BackupMethod::plugin) return path;
  const std::string name = fmt::format("ObjectStore {}", cluster->archive_destination());
  return path.empty() ? name : fmt::format("{} ({})", path, name);
}

std::optional<text::Seconds> BackupPath::kept() const {
  return retention ? parse_retention(retention->text()) : std::nullopt;
}

bool BackupPath::keeps_for_ever() const {
  if (method == BackupMethod::volume_snapshot && !archive) return true;  // CNPG deletes no snapshots
  return retention && retention->text().empty();
}

std::optional<bool> BackupPath::covers(text::Seconds window) const {
  if (method == BackupMethod::none) return false;
  if (keeps_for_ever()) return true;
  const auto length = kept();
  return length ? std::optional(*length >= window) : std::nullopt;
}

std::optional<text::Seconds> BackupTimes::longest_gap() const {
  return known ? safeops::longest_gap(followed) : std::nullopt;
}

BackupTimes backup_times(const Estate& estate, const Cluster& cluster) {
  BackupTimes times{.schedules = schedules_of(estate, cluster), .followed = {}};
  for (const ScheduledBackup* schedule : times.schedules) {
    if (schedule->suspended()) continue;
    const bool opaque = schedule->object().at("spec.schedule").is_opaque() || schedule->object().at("spec.suspend").is_opaque();
    const CronReading reading = opaque ? CronReading{} : parse_cron(schedule->schedule());
    if (reading.schedule && times.followed.size() < most_schedules)
      times.followed.push_back(*reading.schedule);
    else
      times.known = false;
  }
  return times;
}

const yaml::Node* archive_settings(const Estate& estate, const Cluster& cluster) {
  if (cluster.backup_method() == BackupMethod::plugin) {
    const Resource* store = store_of(estate, cluster);
    return store ? &store->object->at("spec.configuration") : nullptr;
  }
  const yaml::Node& own = cluster.object().at("spec.backup.barmanObjectStore");
  return own.is_map() ? &own : nullptr;
}

const Cluster* recovered_from(const Estate& estate, const Cluster& restored) {
  const auto archive = source_archive(restored);
  if (!archive) return nullptr;
  const auto& all = estate.clusters();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Cluster& other) {
    return other.deployed() && own_archive(other) == *archive && is_another(other, restored);
  });
  return found == all.end() ? nullptr : &*found;
}

std::vector<BackupPath> backup_paths(const Estate& estate) {
  const Rehearsals rehearsals(estate);
  const RestoreTests restores(estate);
  std::vector<BackupPath> paths;
  for (const Cluster& cluster : estate.clusters())
    if (cluster.deployed())
      paths.push_back({.cluster = &cluster,
                       .method = cluster.backup_method(),
                       .times = backup_times(estate, cluster),
                       .archive = archive_settings(estate, cluster),
                       .retention = retention_of(estate, cluster),
                       .restored = restores.best_of(cluster),
                       .rehearsal = rehearsals.of(cluster)});
  return paths;
}

WeakestLink weakest_link(const BackupPath& path, const Estate& estate, const LongestWindow& window, text::Seconds now) {
  if (path.method == BackupMethod::none) return WeakestLink::no_backup;
  if (path.times.schedules.empty()) return WeakestLink::no_schedule;
  if (path.times.followed.empty() && path.times.known) return WeakestLink::suspended;
  if (!path.archives_wal()) return WeakestLink::no_archive;
  if (path.covers(window.length) == false) return WeakestLink::short_retention;
  if (path.times.longest_gap().value_or(0) > estate.policy().backup_max_age) return WeakestLink::rare;
  return weakest_restore(path, estate, now);
}

}  // namespace safeops
