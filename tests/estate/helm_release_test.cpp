#include "estate/helm_release.hpp"

#include <gtest/gtest.h>

#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Reading;

bool rolls_back(const std::string& upgrade) {
  const Reading reading({{"app/all.yaml", test::helm_release("  upgrade: " + upgrade + "\n")}});
  return reading->helm_releases().at(0).rolls_back();
}

TEST(HelmRelease, RollsBackWhereItRemediatesAndSaysNothingElse) {
  EXPECT_TRUE(rolls_back("{remediation: {retries: 3}}"));
  EXPECT_TRUE(rolls_back("{remediation: {retries: -1, strategy: rollback}}"));
  EXPECT_TRUE(rolls_back("{remediation: {remediateLastFailure: true}}"));
  EXPECT_TRUE(rolls_back("{remediation: {retries: 1, remediateLastFailure: false}}"));
  EXPECT_FALSE(rolls_back("{remediation: {retries: 0}}"));
  EXPECT_FALSE(rolls_back("{remediation: {retries: 3, strategy: uninstall}}"));
  EXPECT_FALSE(rolls_back("{remediation: {retries: 3}, strategy: {name: RetryOnFailure}}"));
  EXPECT_FALSE(rolls_back("{}"));
}

std::string migration_in(const std::string& values) {
  const Reading reading({{"app/all.yaml", test::helm_release("  values: " + values + "\n")}});
  const auto& migration = reading->helm_releases().at(0).migration;
  return migration ? migration->how : "";
}

TEST(HelmRelease, MigratesWhereItsValuesSaySo) {
  EXPECT_EQ(migration_in("{migrations: {enabled: true}}"), "`values.migrations.enabled`");
  EXPECT_EQ(migration_in("{db: {runMigrations: true}}"), "`values.db.runMigrations`");
  EXPECT_EQ(migration_in("{jobs: {migrate: {annotations: {helm.sh/hook: 'pre-install,pre-upgrade'}}}}"),
            "`values.jobs.migrate.annotations.helm.sh/hook`");
}

TEST(HelmRelease, DoesNotMigrateWhereItsValuesSayNoOrSpeakOfSomethingElse) {
  EXPECT_EQ(migration_in("{migrations: {enabled: false, job: {enabled: true}}}"), "");
  EXPECT_EQ(migration_in("{skipMigrations: true}"), "");
  EXPECT_EQ(migration_in("{env: {AUTO_MIGRATE: true}}"), "");
  EXPECT_EQ(migration_in("{jobs: {migrate: {annotations: {helm.sh/hook: post-install}}}}"), "");
  EXPECT_EQ(migration_in("{jobs: {index: {annotations: {helm.sh/hook: pre-upgrade}}}}"), "");
  EXPECT_EQ(migration_in("{immigration: {enabled: true}}"), "");
}

}  // namespace
}  // namespace safeops
