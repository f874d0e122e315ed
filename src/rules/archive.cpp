#include "rules/archive.hpp"

#include <array>

#include "rules/data_plane.hpp"

namespace safeops::rules {
namespace {

const yaml::Node& plugin_parameters(const Cluster& cluster) {
  for (const yaml::Node& plugin : cluster.object().at("spec.plugins").items())
    if (plugin["parameters"]["barmanObjectName"]) return plugin["parameters"];
  return cluster.object().at("spec.plugins");
}

const yaml::Node& own_settings(const Cluster& cluster) {
  return cluster.backup_method() == BackupMethod::plugin ? plugin_parameters(cluster)
                                                         : cluster.object().at("spec.backup.barmanObjectStore");
}

std::vector<ArchiveMove> moves(const yaml::Node& before, const yaml::Node& after, std::string_view default_server) {
  constexpr std::array<std::string_view, 4> keys{"destinationPath", "endpointURL", "barmanObjectName", "serverName"};
  std::vector<ArchiveMove> found;
  for (const std::string_view key : keys) {
    const auto value = [&](const yaml::Node& settings) {
      return key == "serverName" && settings[key].text().empty() ? default_server : settings[key].text();
    };
    if (value(before) == value(after)) continue;
    found.push_back({.place = (after[key] ? after[key] : after).place(),
                     .key = std::string(key),
                     .from = std::string(value(before)),
                     .to = std::string(value(after))});
  }
  return found;
}

}  // namespace

std::optional<WalArchive> wal_archive(const Estate& estate, const Cluster& cluster) {
  const yaml::Node* store = cluster.deployed() ? archive_settings(estate, cluster) : nullptr;
  if (!store) return {};
  const yaml::Node& settings = own_settings(cluster);
  const yaml::Node& path = (*store)["destinationPath"];
  const yaml::Node& server = settings["serverName"];
  const yaml::Node& name = cluster.object().at("metadata.name");
  if (path.text().empty() || path.is_opaque() || (*store)["endpointURL"].is_opaque() || (server ? server : name).is_opaque())
    return {};
  std::string_view written = path.text();
  while (written.ends_with('/')) written.remove_suffix(1);
  return WalArchive{.endpoint = std::string((*store)["endpointURL"].text()),
                    .path = std::string(written),
                    .server = std::string(server.text().empty() ? cluster.name() : server.text()),
                    .place = (server                        ? server
                              : settings["destinationPath"] ? path
                                                            : settings)
                                 .place()};
}

std::vector<ArchiveMove> archive_moves(const Cluster& before, const Cluster& after) {
  if (before.backup_method() != after.backup_method()) return {};
  std::vector<ArchiveMove> found = moves(own_settings(before), own_settings(after), after.name());
  if (before.postgres_major() < after.postgres_major())
    std::erase_if(found, [](const ArchiveMove& move) { return move.key == "serverName"; });
  return found;
}

std::vector<ArchiveMove> archive_moves(const Resource& store_before, const Resource& store_after) {
  return moves(store_before.object->at("spec.configuration"), store_after.object->at("spec.configuration"), {});
}

std::vector<const Cluster*> clusters_in(const Estate& estate, const Resource& store) {
  std::vector<const Cluster*> found;
  for (const Cluster& cluster : estate.clusters())
    if (together(cluster, View{&store}) && cluster.backup_method() == BackupMethod::plugin &&
        cluster.archive_destination() == store.object->name())
      found.push_back(&cluster);
  return found;
}

}  // namespace safeops::rules
