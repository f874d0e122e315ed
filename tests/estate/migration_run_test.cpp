#include "estate/migration_run.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "estate/psql_call.hpp"
#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Reading;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string config_map =
    "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: schema, namespace: production}\n"
    "data: {1.sql: CREATE TABLE a (), 2.sql: CREATE TABLE b (), 01.sql: CREATE TABLE c ()}\n";
const std::string volumes = "volumes: [{name: v, configMap: {name: schema}}]";

// The keys that the objects run, "?" behind those of which it is not certain.
std::vector<std::string> keys_run_by(const std::string& manifests) {
  const Reading reading({{"app/all.yaml", test::cluster() + config_map + manifests}});
  std::vector<std::string> keys;
  for (const MigrationRun& run : reading->migration_runs())
    keys.push_back(run.migration.substr(run.migration.rfind('#') + 1) + (run.certain ? "" : "?"));
  return keys;
}

std::string job(std::string_view command, std::string_view mounts = volumes) {
  return test::job("j", fmt::format("{{containers: [{{name: c, image: p, command: {}}}], {}}}", command, mounts));
}

TEST(MigrationRun, IsOfTheFilesItsCommandNames) {
  EXPECT_THAT(keys_run_by(job("[psql, -f, /sql/1.sql]")), ElementsAre("1.sql"));
  EXPECT_THAT(keys_run_by(job("[sh, -c, \"psql -f /sql/2.sql && psql -f /sql/1.sql\"]")), ElementsAre("1.sql", "2.sql"));
}

TEST(MigrationRun, IsOfAllFilesWhereItTakesThemAll) {
  EXPECT_THAT(keys_run_by(job("[sh, -c, \"cat /sql/*.sql | psql\"]")), ElementsAre("1.sql", "2.sql", "01.sql"));
  EXPECT_THAT(keys_run_by(job("[goose, up]")), ElementsAre("1.sql", "2.sql", "01.sql"));
}

TEST(MigrationRun, IsUncertainWhereAScriptChooses) {
  EXPECT_THAT(keys_run_by(job("[/scripts/run.sh]")), ElementsAre("1.sql?", "2.sql?", "01.sql?"));
}

TEST(MigrationRun, SeesWhatTheVolumeMounts) {
  EXPECT_THAT(keys_run_by(job("[/scripts/run.sh]",
                              "volumes: [{name: v, configMap: {name: schema, items: [{key: 2.sql, path: next.sql}]}}]")),
              ElementsAre("2.sql"));
  EXPECT_THAT(keys_run_by(job("[psql, -f, /sql/1.sql]", "volumes: [{name: v, configMap: {name: other}}]")), IsEmpty());
}

TEST(MigrationRun, IsOfTheBootstrapOfACluster) {
  const std::string cluster =
      "---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: fresh, namespace: production}\n"
      "spec: {bootstrap: {initdb: {postInitApplicationSQLRefs: {configMapRefs: [{name: schema, key: 2.sql}]}}}}\n";
  EXPECT_THAT(keys_run_by(cluster), ElementsAre("2.sql"));
}

PsqlUse use_of(const std::string& script) {
  const yaml::Node node = yaml::Node::scalar(script);
  return read_psql_use(read_shell(EmbeddedText::whole(node), {}));
}

TEST(PsqlUse, IsReadFromItsOptions) {
  const PsqlUse words = use_of("psql -v ON_ERROR_STOP=1 -1 -f /sql/1.sql");
  EXPECT_TRUE(words.runs && words.stops_on_error && words.in_one_transaction);
  EXPECT_FALSE(words.takes_all || words.asks_first);
  const PsqlUse loop = use_of("for f in /sql/*.sql; do psql -qX1f \"$f\"; done");
  EXPECT_TRUE(loop.runs && loop.in_one_transaction && loop.takes_all);
  EXPECT_FALSE(loop.stops_on_error);
  EXPECT_TRUE(use_of("psql --set=ON_ERROR_STOP=on --single-transaction -f 1.sql").stops_on_error);
  EXPECT_TRUE(use_of("psql -Atc \"SELECT 1 FROM done\" || psql -f 1.sql").asks_first);
  EXPECT_FALSE(use_of("psql -v ON_ERROR_STOP=0 -f 1.sql").stops_on_error);
  EXPECT_FALSE(use_of("psql -h db-1 -f 1.sql").in_one_transaction);
  EXPECT_FALSE(use_of("flyway migrate").runs);
}

}  // namespace
}  // namespace safeops
