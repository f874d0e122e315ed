#include "estate/proved_database.hpp"

namespace safeops {
namespace {

bool same_archive(const BackupEvidence& backup, const Cluster& cluster) {
  const std::string_view expected = archive_name(cluster);
  return expected.empty() || backup.server_name == expected;
}

// An ObjectStore knows servers only: they are of the Cluster that keeps its archive there.
bool store_is_of(const BackupEvidence& backup, const ProvedDatabase& database) {
  const Cluster* cluster = database.cluster;
  if (!cluster) return backup.server_name == database.name;
  return cluster->backup_method() == BackupMethod::plugin && cluster->archive_destination() == backup.object.name() &&
         cluster->namespace_() == backup.namespace_ && same_archive(backup, *cluster);
}

bool backup_is_of(const BackupEvidence& backup, const ProvedDatabase& database) {
  if (backup.cluster != database.name) return false;
  if (!database.cluster) return true;
  return backup.namespace_ == database.cluster->namespace_() &&
         (backup.server_name.empty() || same_archive(backup, *database.cluster));
}

}  // namespace

std::string_view archive_name(const Cluster& cluster) {
  const std::string_view declared = cluster.archive_server_name();
  const std::string_view name = declared.empty() ? cluster.name() : declared;
  return name.find("${") == name.npos ? name : std::string_view{};
}

bool is_of(const BackupEvidence& backup, const ProvedDatabase& database) {
  return backup.of_store() ? store_is_of(backup, database) : backup_is_of(backup, database);
}

}  // namespace safeops
