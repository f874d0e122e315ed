#include "estate/migration_job.hpp"

#include <gmock/gmock.h>

#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Reading;
using testing::ElementsAre;
using testing::IsEmpty;

std::string reason_for(const std::string& manifests) {
  const Reading reading({{"app/all.yaml", test::cluster() + manifests}});
  const auto& jobs = reading->migration_jobs();
  return jobs.empty() ? "" : jobs.front().reason;
}

TEST(MigrationJob, IsToldByToolOrCommand) {
  EXPECT_EQ(reason_for(test::job("j", "{containers: [{name: c, image: \"migrate/migrate:4\"}]}")), "image migrate/migrate");
  EXPECT_EQ(reason_for(test::job("j", "{containers: [{name: c, image: a, command: [alembic], args: [upgrade, head]}]}")),
            "`alembic upgrade`");
  EXPECT_EQ(reason_for(test::job("j", "{containers: [{name: c, image: a, args: [migrate]}]}")), "`migrate`");
  EXPECT_EQ(reason_for(test::job("j", "{containers: [{name: c, image: a, command: [sh, -c, \"bundle exec rake db:migrate\"]}]}")),
            "`db:migrate`");
  EXPECT_EQ(reason_for(test::job("j", "{containers: [{name: c, image: a, args: [send, mails]}]}")), "");
}

TEST(MigrationJob, IsToldByItsSql) {
  const auto psql = [](std::string_view sql) {
    return test::job("j", "{containers: [{name: c, image: p, command: [psql, -c, \"" + std::string(sql) + "\"]}]}");
  };
  EXPECT_EQ(reason_for(psql("ALTER TABLE t ADD COLUMN a int")), "psql");
  EXPECT_EQ(reason_for(psql("SELECT 1")), "");
  EXPECT_EQ(reason_for("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: schema, namespace: production}\n"
                       "data: {a.sql: CREATE TABLE t (a int)}\n" +
                       test::job("j", "{containers: [{name: c, image: p}], volumes: [{name: v, configMap: {name: schema}}]}")),
            "ConfigMap schema");
}

TEST(MigrationJob, IsCalledSoAndUsesADatabase) {
  const std::string with_database = "{containers: [{name: c, image: a, env: [{name: H, value: app-postgres-rw}]}]}";
  EXPECT_EQ(reason_for(test::job("shop-migrate", with_database)), "its name");
  EXPECT_EQ(reason_for(test::job("immigration-office", with_database)), "");
  EXPECT_EQ(reason_for(test::job("volume-migration", "{containers: [{name: c, image: a}]}")), "");
}

std::vector<std::string> apps_of(const std::string& manifests) {
  const Reading reading({{"app/all.yaml", test::cluster() + manifests}});
  std::vector<std::string> names;
  for (const Workload* app : reading->migration_jobs().at(0).apps) names.push_back(app->app);
  return names;
}

TEST(MigrationJob, BelongsToTheAppOfItsImageThenOfItsNameThenOfItsDatabase) {
  const std::string on_database = "[{name: c, image: \"r/%:1\", env: [{name: H, value: app-postgres-rw}]}]";
  const auto app = [&](const std::string& name) {
    return test::deployment(name, std::string(on_database).replace(on_database.find('%'), 1, name));
  };
  const auto migrating = [](const std::string& name, const std::string& image) {
    return test::job(
        name, "{containers: [{name: c, image: \"" + image + "\", args: [migrate], env: [{name: H, value: app-postgres-rw}]}]}");
  };
  EXPECT_THAT(apps_of(app("api") + app("web") + migrating("web-migrate", "r/api:2")), ElementsAre("api"));
  EXPECT_THAT(apps_of(app("api") + app("web") + migrating("web-migrate", "r/migrations:2")), ElementsAre("web"));
  EXPECT_THAT(apps_of(app("api") + app("web") + migrating("schema", "r/migrations:2")), ElementsAre("api", "web"));
  EXPECT_THAT(apps_of(test::deployment("cache", "[{name: c, image: \"r/cache:1\"}]") + migrating("schema", "r/migrations:2")),
              IsEmpty());
}

}  // namespace
}  // namespace safeops
