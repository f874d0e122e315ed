#include "rules/backup_fit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "rules/data_plane.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view barman_plugin = "barman-cloud.cloudnative-pg.io";

const yaml::Node* plugin(const Cluster& cluster, std::string_view name) {
  for (const yaml::Node& plugin : cluster.object().at("spec.plugins").items())
    if (plugin["name"].text() == name && plugin["enabled"].boolean().value_or(true)) return &plugin;
  return nullptr;
}

bool has_method(const ScheduledBackup& schedule, const Cluster& cluster, std::string_view method) {
  if (method == "plugin") return plugin(cluster, schedule.object().at("spec.pluginConfiguration.name").text());
  return cluster.object().at("spec.backup")[method].is_map();
}

void check_schedule(const ScheduledBackup& schedule, const Cluster& cluster, std::vector<Misfit>& out) {
  const yaml::Node& written = schedule.object().at("spec.method");
  const std::string_view method = written ? written.text() : "barmanObjectStore";
  const bool opaque = written.is_opaque() || schedule.object().at("spec.pluginConfiguration").is_opaque() ||
                      cluster.object().at("spec.plugins").is_opaque();
  if (cluster.backup_method() == BackupMethod::none || opaque || has_method(schedule, cluster, method)) return;
  out.push_back(
      {&schedule, "spec.method", &cluster,
       fmt::format("{} takes backups by {}{}, and {} is not set up for that (it has {})", schedule.text(), method,
                   written ? "" : ", the default", cluster.text(), to_string(cluster.backup_method())),
       cluster.backup_method() == BackupMethod::plugin
           ? fmt::format("Set `method: plugin` and `pluginConfiguration: {{name: {}}}` in the ScheduledBackup.", barman_plugin)
           : fmt::format("Set `method: {}` in the ScheduledBackup.", to_string(cluster.backup_method()))});
}

// The ObjectStores of one name in the Cluster's environment.
std::vector<const Resource*> stores_named(const Estate& estate, const Cluster& cluster, std::string_view name) {
  std::vector<const Resource*> found;
  for (const Resource& resource : estate.resources())
    if (resource.object->is("barmancloud.cnpg.io", "ObjectStore") && resource.object->name() == name &&
        resource.environment_name() == cluster.resource->environment_name() &&
        resource.unit->cluster == cluster.resource->unit->cluster)
      found.push_back(&resource);
  return found;
}

void check_store(const Estate& estate, const Cluster& cluster, std::vector<Misfit>& out) {
  const yaml::Node* barman = plugin(cluster, barman_plugin);
  static const yaml::Node none;
  const yaml::Node& name = barman ? barman->at("parameters.barmanObjectName") : none;
  if (!barman || name.text().empty() || name.is_opaque()) return;
  const auto stores = stores_named(estate, cluster, name.text());
  const bool beside = std::any_of(stores.begin(), stores.end(), [&](const Resource* store) {
    return store->object->namespace_() == cluster.namespace_() || store->object->at("metadata.namespace").is_opaque();
  });
  if (stores.empty() || beside) return;  // none at all: something outside of the repository may bring it
  out.push_back(
      {&cluster, "spec.plugins", &cluster,
       fmt::format("{} keeps its backups in ObjectStore {}, which is in namespace {}: the plugin looks in the Cluster's own",
                   cluster.text(), name.text(), stores.front()->object->namespace_()),
       fmt::format("Deliver the ObjectStore to namespace `{}`, with the Secret it names.", cluster.namespace_())});
}

void check_archiver(const Cluster& cluster, std::vector<Misfit>& out) {
  const yaml::Node* barman = plugin(cluster, barman_plugin);
  if (!barman || (*barman)["isWALArchiver"].is_opaque() || (*barman)["isWALArchiver"].boolean().value_or(false)) return;
  const auto& plugins = cluster.object().at("spec.plugins").items();
  const bool other = std::any_of(plugins.begin(), plugins.end(),
                                 [](const yaml::Node& p) { return p["isWALArchiver"].boolean().value_or(false); });
  if (other || cluster.object().at("spec.backup.barmanObjectStore").is_map()) return;
  out.push_back({&cluster, "spec.plugins", &cluster,
                 fmt::format("{} has the backup plugin, and nothing archives its WAL", cluster.text()),
                 "Set `isWALArchiver: true` on the plugin."});
}

}  // namespace

std::vector<Misfit> misfits(const Estate& estate) {
  std::vector<Misfit> found;
  for (const ScheduledBackup& schedule : estate.scheduled_backups())
    if (const Cluster* cluster = schedule.deployed() ? cluster_of(estate, schedule) : nullptr)
      check_schedule(schedule, *cluster, found);
  for (const Cluster& cluster : estate.clusters()) {
    if (!cluster.deployed()) continue;
    check_store(estate, cluster, found);
    check_archiver(cluster, found);
  }
  return found;
}

}  // namespace safeops::rules
