#include "estate/backup_path.hpp"

#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Files;
using test::Reading;

constexpr text::Seconds hour = 3600;
constexpr text::Seconds day = 24 * hour;

std::string cluster(std::string_view spec) {
  return "---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: orders, namespace: production}\nspec: {" +
         std::string(spec) + "}\n";
}
std::string schedule(std::string_view spec) {
  return "---\napiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata: {name: nightly, namespace: production}\n"
         "spec: {cluster: {name: orders}, " +
         std::string(spec) + "}\n";
}
std::string store(std::string_view spec, std::string_view namespace_ = "production") {
  return "---\napiVersion: barmancloud.cnpg.io/v1\nkind: ObjectStore\nmetadata: {name: store, namespace: " +
         std::string(namespace_) + "}\nspec: {" + std::string(spec) + "}\n";
}

constexpr std::string_view in_tree = "backup: {retentionPolicy: 7d, barmanObjectStore: {destinationPath: 's3://backups/orders'}}";
constexpr std::string_view by_plugin =
    "plugins: [{name: barman-cloud.cloudnative-pg.io, isWALArchiver: true, parameters: {barmanObjectName: store}}]";
constexpr std::string_view nightly = "schedule: '0 0 2 * * *'";

class Path {
 public:
  explicit Path(const std::string& objects) : reading_({{"app/objects.yaml", objects}}) {
    path = backup_paths(*reading_).front();
    weakest = weakest_link(path, *reading_, longest_window(*reading_, *path.cluster), 0);
  }
  BackupPath path;
  WeakestLink weakest = WeakestLink::none;

 private:
  Reading reading_;
};

TEST(BackupPath, OfTheClustersOwnStanza) {
  const Path found(cluster(in_tree) + schedule(nightly));
  EXPECT_EQ(found.path.destination(), "s3://backups/orders");
  EXPECT_EQ(found.path.kept(), 7 * day);
  EXPECT_TRUE(found.path.archives_wal());
  EXPECT_EQ(found.path.times.longest_gap(), day);
  EXPECT_EQ(found.path.covers(day), true);
  EXPECT_EQ(found.path.covers(8 * day), false);
  EXPECT_EQ(found.weakest, WeakestLink::never_restored);
}

TEST(BackupPath, OfThePluginsStore) {
  const Path found(cluster(by_plugin) + schedule(nightly) +
                   store("retentionPolicy: 12d, configuration: {destinationPath: 's3://backups'}"));
  EXPECT_EQ(found.path.destination(), "s3://backups (ObjectStore store)");
  EXPECT_EQ(found.path.kept(), 12 * day);
  EXPECT_EQ(found.weakest, WeakestLink::never_restored);
}

TEST(BackupPath, AStoreElsewhereSaysNothing) {
  const Path found(cluster(by_plugin) + schedule(nightly) + store("retentionPolicy: 1d", "other"));
  EXPECT_EQ(found.path.destination(), "ObjectStore store");
  EXPECT_EQ(found.path.kept(), std::nullopt);
  EXPECT_EQ(found.path.covers(365 * day), std::nullopt);
  EXPECT_TRUE(found.path.archives_wal());
}

TEST(BackupPath, WithoutARetentionPolicyBackupsStay) {
  const Path found(cluster("backup: {barmanObjectStore: {destinationPath: s3://backups}}") + schedule(nightly));
  EXPECT_TRUE(found.path.keeps_for_ever());
  EXPECT_EQ(found.path.covers(3650 * day), true);
}

TEST(BackupPath, WhatFluxFillsInIsNotKnown) {
  const Path found(cluster("backup: {retentionPolicy: '${KEEP}', barmanObjectStore: {destinationPath: 's3://${BUCKET}'}}") +
                   schedule("schedule: '${WHEN}'"));
  EXPECT_EQ(found.path.covers(day), std::nullopt);
  EXPECT_FALSE(found.path.times.known);
  EXPECT_EQ(found.path.times.longest_gap(), std::nullopt);
  EXPECT_EQ(found.weakest, WeakestLink::never_restored);
}

TEST(BackupPath, TheWeakestLinkIsTheWorst) {
  EXPECT_EQ(Path(cluster("instances: 3")).weakest, WeakestLink::no_backup);
  EXPECT_EQ(Path(cluster(in_tree)).weakest, WeakestLink::no_schedule);
  EXPECT_EQ(Path(cluster(in_tree) + schedule("suspend: true, schedule: '@daily'")).weakest, WeakestLink::suspended);
  EXPECT_EQ(Path(cluster("backup: {volumeSnapshot: {className: fast}}") + schedule(nightly)).weakest, WeakestLink::no_archive);
  EXPECT_EQ(Path(cluster(in_tree) + schedule("schedule: '@weekly'")).weakest, WeakestLink::rare);
}

TEST(BackupPath, AClusterThatBootsFromTheArchiveRehearsesTheRestore) {
  const std::string drill =
      "---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: drill, namespace: drill}\n"
      "spec: {bootstrap: {recovery: {source: orders}}, externalClusters: [{name: orders, plugin: {name: "
      "barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: store}}}]}\n";
  const Path found(cluster(by_plugin) + schedule(nightly) + store("retentionPolicy: 12d") + drill);
  ASSERT_NE(found.path.rehearsal, nullptr);
  EXPECT_EQ(found.path.rehearsal->name(), "drill");
  EXPECT_EQ(found.weakest, WeakestLink::none);
}

}  // namespace
}  // namespace safeops
