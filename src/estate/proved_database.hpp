#pragma once

#include <string_view>

#include "estate/estate.hpp"

namespace safeops {

// What a piece of evidence has to be of: one Cluster, or, where nothing in the repository deploys one, a name alone.
struct ProvedDatabase {
  const Cluster* cluster = nullptr;
  std::string_view name;  // of the Cluster too
};

// The name under which a Cluster's backups and WAL lie in its archive (CNPG: barmanObjectStore.serverName): its own unless it
// says otherwise. Empty when only the cluster knows.
std::string_view archive_name(const Cluster& cluster);

// Is it a backup of that one? Clusters are told apart by namespace and name; an ObjectStore's servers by where the Cluster keeps
// its archive.
bool is_of(const BackupEvidence& backup, const ProvedDatabase& database);

}  // namespace safeops
