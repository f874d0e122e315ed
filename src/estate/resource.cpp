#include "estate/resource.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace safeops {
namespace {

constexpr std::string_view barman_plugin = "barman-cloud.cloudnative-pg.io";

struct Suffix {
  std::string_view text;
  double factor;
};

// Kubernetes resource.Quantity suffixes; longest first where one starts another.
constexpr Suffix suffixes[] = {{"Ki", 1024.0}, {"Mi", 1048576.0}, {"Gi", 1073741824.0}, {"Ti", 1099511627776.0},
                               {"Pi", 0x1p50}, {"Ei", 0x1p60},    {"m", 1e-3},          {"k", 1e3},
                               {"M", 1e6},     {"G", 1e9},        {"T", 1e12},          {"P", 1e15},
                               {"E", 1e18},    {"", 1.0}};

const yaml::Node* enabled_plugin(const flux::Object& cluster) {
  for (const yaml::Node& plugin : cluster.at("spec.plugins").items()) {
    if (plugin["name"].text() == barman_plugin && plugin["enabled"].boolean().value_or(true)) return &plugin;
  }
  return nullptr;
}

std::optional<std::int64_t> volume_bytes(const yaml::Node& storage) {
  if (storage["size"]) return parse_quantity(storage["size"].text());
  return parse_quantity(storage.at("pvcTemplate.resources.requests.storage").text());
}

}  // namespace

std::string_view Resource::environment_name() const {
  return environment ? std::string_view(environment->name) : std::string_view{};
}

std::string Resource::text() const {
  const std::string id = object->id().text();
  return environment ? fmt::format("{} in {}", id, environment->name) : id;
}

std::optional<std::int64_t> parse_quantity(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || text.empty()) return {};
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  const auto suffix = std::find_if(std::begin(suffixes), std::end(suffixes), [&](const Suffix& s) { return s.text == rest; });
  if (suffix == std::end(suffixes)) return {};
  const double bytes = number * suffix->factor;
  if (!(std::abs(bytes) < 9e18)) return {};
  return static_cast<std::int64_t>(bytes);
}

std::string_view to_string(BackupMethod method) {
  switch (method) {
    case BackupMethod::none:
      return "none";
    case BackupMethod::barman_object_store:
      return "barmanObjectStore";
    case BackupMethod::plugin:
      return "plugin";
    case BackupMethod::volume_snapshot:
      return "volumeSnapshot";
  }
  return "";
}

BackupMethod Cluster::backup_method() const {
  if (enabled_plugin(object())) return BackupMethod::plugin;
  const yaml::Node& backup = object().at("spec.backup");
  if (backup["barmanObjectStore"].is_map()) return BackupMethod::barman_object_store;
  if (backup["volumeSnapshot"].is_map()) return BackupMethod::volume_snapshot;
  return BackupMethod::none;
}

std::optional<std::int64_t> Cluster::storage_bytes() const {
  return volume_bytes(object().at("spec.storage"));
}
bool Cluster::has_wal_storage() const {
  return object().at("spec.walStorage").is_map();
}
std::optional<std::int64_t> Cluster::wal_storage_bytes() const {
  return volume_bytes(object().at("spec.walStorage"));
}

std::optional<int> postgres_major_of_image(std::string_view image) {
  image = image.substr(0, image.find('@'));
  const auto colon = image.rfind(':');
  if (colon == std::string_view::npos || image.find('/', colon) != std::string_view::npos) return {};
  const std::string_view tag = image.substr(colon + 1);
  int major = 0;
  const auto [end, error] = std::from_chars(tag.data(), tag.data() + tag.size(), major);
  if (error != std::errc{}) return {};
  return major;
}

std::optional<int> Cluster::postgres_major() const {
  if (const auto major = object().at("spec.imageCatalogRef.major").integer()) return static_cast<int>(*major);
  return postgres_major_of_image(object().at("spec.imageName").text());
}

bool Cluster::validation_disabled() const {
  return object().annotation("cnpg.io/validation") == "disabled";
}
std::string_view Cluster::retention_policy() const {
  return object().at("spec.backup.retentionPolicy").text();
}

std::string_view Cluster::archive_destination() const {
  if (const yaml::Node* plugin = enabled_plugin(object())) return plugin->at("parameters.barmanObjectName").text();
  return object().at("spec.backup.barmanObjectStore.destinationPath").text();
}

std::string_view Cluster::archive_server_name() const {
  if (const yaml::Node* plugin = enabled_plugin(object())) return plugin->at("parameters.serverName").text();
  return object().at("spec.backup.barmanObjectStore.serverName").text();
}

bool Cluster::prune_disabled() const {
  return object().annotation("kustomize.toolkit.fluxcd.io/prune") == "disabled";
}

bool Workload::uses(std::string_view cluster) const {
  return std::any_of(databases.begin(), databases.end(),
                     [&](const DatabaseLink& link) { return cluster.empty() || link.cluster == cluster; });
}

bool Workload::names_a_database() const {
  return std::any_of(databases.begin(), databases.end(), [](const DatabaseLink& link) { return !link.is_only_near; });
}

}  // namespace safeops
