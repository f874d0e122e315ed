#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/calling.hpp"

namespace safeops::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* production = "flux/infrastructure/data/cnpg-clusters/production/";

class Audit : public Calling {
 protected:
  Called audit(std::vector<std::string> options = {}) {
    options.insert(options.begin(), {"audit", "--at", "HEAD", "--now", "2026-03-01T12:00:00Z"});
    return call(options);
  }
  void write_schedule(std::string_view schedule, std::string_view comment = "") {
    repository_.write(
        std::string(production) + "scheduled-backup.yaml",
        "apiVersion: postgresql.cnpg.io/v1\nkind: ScheduledBackup\nmetadata: {name: app-postgres-nightly}\nspec:\n" +
            std::string(comment) + "  schedule: \"" + std::string(schedule) + "\"\n  cluster: {name: app-postgres}\n");
  }
};

TEST_F(Audit, OfAnEmptyRepositoryFindsNothing) {
  write_readme("words").commit("words");
  const Called called = audit();
  EXPECT_EQ(called.exit_code, 0) << called.err;
  EXPECT_THAT(called.out, HasSubstr("0 databases, nothing wrong"));
}

TEST_F(Audit, TellsHowEachDatabaseWouldComeBack) {
  commit_shop();
  const json told = json::parse(audit({"--format", "json"}).out);
  ASSERT_EQ(told["clusters"].size(), 3U);
  const json& backup = told["clusters"][0]["backup"];
  EXPECT_EQ(told["clusters"][0]["environment"], "production");
  EXPECT_EQ(backup["schedules"][0]["meaning"], "every day at 03:00 UTC");
  EXPECT_EQ(backup["nextRuns"][0], "2026-03-02T03:00:00Z");
  EXPECT_EQ(backup["window"]["covered"], true);
  EXPECT_EQ(backup["weakestLink"], "never-restored");
  EXPECT_THAT(told["elsewhere"], IsEmpty());
}

TEST_F(Audit, FindsWhatLandedLongAgo) {
  commit_shop();
  write_schedule("0 3 * * *");
  repository_.commit("schedule");
  write_readme("later").commit("later");
  const Called called = audit();
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, HasSubstr("error[cnpg-five-field-cron]"));
  EXPECT_EQ(audit({"--fail-on", "warning"}).exit_code, 1);
  EXPECT_EQ(audit({"--only", "cnpg-no-backup"}).exit_code, 0);
}

TEST_F(Audit, HonoursACommentThatAllowsIt) {
  commit_shop();
  write_schedule("0 3 * * *", "  # safeops:allow cnpg-five-field-cron: hourly is meant (until 2026-06-01)\n");
  repository_.commit("schedule");
  const Called called = audit();
  EXPECT_EQ(called.exit_code, 0) << called.out;
  EXPECT_THAT(called.out, HasSubstr("1 finding silenced"));
  EXPECT_EQ(audit({"--no-suppress"}).exit_code, 1);
}

TEST_F(Audit, ALandedMigrationIsOver) {
  commit_shop();
  commit_drop();
  EXPECT_THAT(audit().out, Not(HasSubstr("schema-drop-table")));
}

TEST_F(Audit, NeverPrintsASecret) {
  commit_shop();
  repository_.write(
      std::string(production) + "kustomization.yaml",
      "kind: Kustomization\nnamespace: production\nresources: [cluster.yaml, scheduled-backup.yaml, secret.yaml]\n");
  repository_.write(std::string(production) + "secret.yaml",
                    "apiVersion: v1\nkind: Secret\nmetadata: {name: app-postgres-app}\nstringData: {password: correct-horse}\n");
  repository_.commit("secret");
  for (const char* format : {"text", "json", "sarif", "markdown"}) {
    const Called called = audit({"--format", format});
    EXPECT_EQ(called.exit_code, 1) << called.err;
    EXPECT_THAT(called.out, HasSubstr("cnpg-plain-secret")) << format;
    EXPECT_THAT(called.out, Not(HasSubstr("correct-horse"))) << format;
  }
}

TEST_F(Audit, RefusesWhatOnlyAChangeHas) {
  commit_shop();
  EXPECT_EQ(audit({"--format", "github"}).exit_code, 2);
  EXPECT_THAT(audit({"--only", "schema-drop-table"}).err, HasSubstr("judges a step"));
  EXPECT_EQ(audit({"--base", "HEAD"}).exit_code, 2);
}

TEST_F(Audit, WhatCannotBeReadIsNotFine) {
  commit_shop();
  repository_.write(std::string(production) + "cluster.yaml", "spec: [\n").commit("broken");
  EXPECT_EQ(audit().exit_code, 1);
  EXPECT_THAT(audit().out, HasSubstr("gate-unparsable-yaml"));
}

}  // namespace
}  // namespace safeops::test
