#pragma once

#include <optional>
#include <string>
#include <vector>

#include "change/change.hpp"

namespace safeops::rules {

// One setting that says where a Cluster's backups and WAL lie, in both revisions.
struct ArchiveMove {
  text::Place place;  // of the value at head, else of the nearest parent
  std::string key;    // "destinationPath", "serverName", "barmanObjectName" ...
  std::string from;
  std::string to;
};

// Where the archive of a Cluster moves (in-tree: spec.backup.barmanObjectStore, plugin: its parameters). Empty when the method
// changes: the two say it in different words. A new server name together with a new PostgreSQL major is no move: CNPG asks for
// it.
std::vector<ArchiveMove> archive_moves(const Cluster& before, const Cluster& after);

// The same of an ObjectStore of the plugin (spec.configuration).
std::vector<ArchiveMove> archive_moves(const Resource& store_before, const Resource& store_after);

// The clusters of `estate` that keep their archive in this ObjectStore.
std::vector<const Cluster*> clusters_in(const Estate& estate, const Resource& store);

// Where a Cluster writes its WAL.
struct WalArchive {
  std::string endpoint;  // "" for the provider's own
  std::string path;      // "s3://backups/production", without a slash at the end
  std::string server;
  text::Place place;  // of the server's name, else of the path, in the Cluster where it stands there

  [[nodiscard]] bool same_as(const WalArchive& other) const {
    return endpoint == other.endpoint && path == other.path && server == other.server;
  }
};

// None where it writes none, where some part of it is only known in the cluster, and where its ObjectStore is not in `estate`.
std::optional<WalArchive> wal_archive(const Estate& estate, const Cluster& cluster);

}  // namespace safeops::rules
