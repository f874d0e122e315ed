#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "estate/cron.hpp"
#include "estate/restore_test.hpp"

namespace safeops {

// Two objects that would meet in Kubernetes: both deployed, to one environment and one namespace, in one revision or in two.
bool together(const View& one, const View& other);

// What belongs together by `spec.cluster.name`. Suspended schedules are counted.
std::vector<const ScheduledBackup*> schedules_of(const Estate& estate, const Cluster& cluster);
const Cluster* cluster_of(const Estate& estate, const ScheduledBackup& schedule);

// The longest rollback window that asks something of a cluster's backups, and who asks: "policy" or "plan login-v2".
struct LongestWindow {
  text::Seconds length = 0;
  std::string whose;
};
LongestWindow longest_window(const Estate& estate, const Cluster& cluster);

// When a Cluster is backed up.
struct BackupTimes {
  std::vector<const ScheduledBackup*> schedules;  // all that name the Cluster
  std::vector<CronSchedule> followed;             // of those that run and can be read
  bool known = true;                              // false: one of those that run is only known in the cluster, or not read

  // The longest time between two backups; none where that is not known, and where there are none.
  [[nodiscard]] std::optional<text::Seconds> longest_gap() const;
};
BackupTimes backup_times(const Estate& estate, const Cluster& cluster);

// What holds destinationPath and endpointURL of a Cluster's archive: its own stanza, else its ObjectStore's. Null where it has
// none, or one that is not in the estate.
const yaml::Node* archive_settings(const Estate& estate, const Cluster& cluster);

// The other deployed Cluster whose archive this one boots from (spec.bootstrap.recovery): it rehearses its restore. Null for
// none.
const Cluster* recovered_from(const Estate& estate, const Cluster& restored);

// How a Cluster would come back in its environment, as far as one revision says: by what it is backed up, when, to where, for how
// long, and who has tried. Whether a backup was really taken no manifest knows. Points into the estate.
struct BackupPath {
  const Cluster* cluster = nullptr;
  BackupMethod method = BackupMethod::none;

  BackupTimes times;
  const yaml::Node* archive = nullptr;    // see archive_settings
  const yaml::Node* retention = nullptr;  // how long backups are kept: null where nothing here says so

  std::optional<RestoreTest> restored;  // the newest that shows that the database works, else the newest
  const Cluster* rehearsal = nullptr;   // a Cluster that the repository deploys from this one's archive

  [[nodiscard]] bool archives_wal() const;        // false: only the moments of its base backups come back
  [[nodiscard]] std::string destination() const;  // "s3://backups/production", "ObjectStore backups"; "" where there is none
  // None: for ever, or only known in the cluster (see keeps_for_ever).
  [[nodiscard]] std::optional<text::Seconds> kept() const;
  [[nodiscard]] bool keeps_for_ever() const;
  // Will a backup from before the window still be there when it ends? None where that is not known.
  [[nodiscard]] std::optional<bool> covers(text::Seconds window) const;
};

// One for each Cluster that is deployed, in the estate's order.
std::vector<BackupPath> backup_paths(const Estate& estate);

// Where a way back would break first, the worst first.
enum class WeakestLink {
  no_backup,        // nothing is backed up
  no_schedule,      // nothing takes base backups
  suspended,        // every schedule is
  no_archive,       // no WAL is archived
  short_retention,  // backups go before the longest window has ended
  rare,             // backups lie further apart than the policy allows
  never_restored,   // nobody has shown that it restores
  unproved,         // a test was, and leaves something open
  test_too_old,     // and is older than the policy allows
  none,
};
WeakestLink weakest_link(const BackupPath& path, const Estate& estate, const LongestWindow& window, text::Seconds now);

}  // namespace safeops
