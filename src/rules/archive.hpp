#pragma once

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

}  // namespace safeops::rules
