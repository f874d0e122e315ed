#include "estate/database_commands.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Reading;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

// Each command as "kind: text".
std::vector<std::string> commands_of(const std::string& manifest) {
  constexpr std::array names = {"sql", "file", "wipes", "undoes", "unseen"};
  const Reading reading({{"app/all.yaml", manifest}});
  std::vector<std::string> found;
  for (const DatabaseCommand& command : reading->database_commands())
    found.push_back(fmt::format("{}: {}", names[static_cast<std::size_t>(command.kind)], command.words.text));
  return found;
}

std::vector<std::string> of_command(std::string_view command, std::string_view more = "") {
  return commands_of(test::job("j", fmt::format("{{containers: [{{name: c, image: postgres, command: {}{}}}]}}", command, more)));
}
std::vector<std::string> of_script(std::string_view script) {
  std::string indented;
  for (const char c : script) indented += c == '\n' ? "\n              " : std::string(1, c);
  return commands_of(
      "apiVersion: batch/v1\nkind: Job\nmetadata: {name: j, namespace: production}\nspec:\n  template:\n    spec:\n      "
      "containers:\n"
      "        - name: c\n          image: postgres\n          command: [\"/bin/sh\", \"-ec\"]\n          args:\n            - "
      "|\n"
      "              " +
      indented + "\n");
}

const std::string drop = "sql: DROP TABLE a";

TEST(DatabaseCommand, IsReadFromEveryWayToGivePsqlAnArgument) {
  for (const char* command :
       {R"([psql, -c, "DROP TABLE a"])", R"([psql, "-cDROP TABLE a"])", R"([psql, -Xqc, "DROP TABLE a"])",
        R"([psql, "--command=DROP TABLE a"])", R"([psql, --command, "DROP TABLE a", -d, app])",
        R"([timeout, "5", /usr/bin/psql, -h, db, -c, "DROP TABLE a"])", R"([sh, -c, "psql -c 'DROP TABLE a'"])",
        R"([bash, -euxo, pipefail, -c, "psql -c 'DROP TABLE a'"])", R"([su, postgres, -c, "psql -c 'DROP TABLE a'"])",
        R"([sh, -c, "bash -c \"psql -c 'DROP TABLE a'\""])"})
    EXPECT_THAT(of_command(command), ElementsAre(drop)) << command;
  EXPECT_THAT(of_command(R"([psql, -c, "SELECT 1", -c, "DROP TABLE a"])"), ElementsAre("sql: SELECT 1", drop));
}

TEST(DatabaseCommand, IsReadFromWhatPsqlReads) {
  for (const char* script :
       {"psql <<EOF\nDROP TABLE a\nEOF", "cat <<EOF | psql -X\nDROP TABLE a\nEOF", "psql -f - <<'EOF'\nDROP TABLE a\nEOF"})
    EXPECT_THAT(of_script(script), ElementsAre(drop + "\n")) << script;
  for (const char* script : {"echo 'DROP TABLE a' | psql", "printf '%s' 'DROP TABLE a' | psql", "psql <<< 'DROP TABLE a'",
                             "SQL='DROP TABLE a'\npsql -c \"$SQL\"", "eval \"psql -c 'DROP TABLE a'\"",
                             "until psql -c 'DROP TABLE a'; do sleep 1; done"})
    EXPECT_THAT(of_script(script), ElementsAre(drop)) << script;
}

TEST(DatabaseCommand, FollowsPipesVariablesAndFiles) {
  for (const char* script :
       {"echo 'DROP TABLE a' |\n  psql", "psql &>/dev/null -c 'DROP TABLE a'", "PSQL='psql -X -h db'\n$PSQL -c 'DROP TABLE a'",
        "$PSQL -c 'DROP TABLE a'", "echo 'DROP TABLE a' > /tmp/run.sql; psql -f /tmp/run.sql",
        "trap \"psql -c 'DROP TABLE a'\" EXIT", "kubectl cnpg psql db -- app -c 'DROP TABLE a'",
        "if ((x << 1)); then psql -c 'DROP TABLE a'; fi", "echo \"psql -c 'DROP TABLE a'\" | bash",
        "printf 'DROP TABLE %s' a | psql", "M=\"$(echo \"it's\")\"; psql -c 'DROP TABLE a'"})
    EXPECT_THAT(of_script(script), Contains(drop)) << script;
  EXPECT_THAT(of_script("S=$(cat <<'EOF'\n-- 1) drop\nDROP TABLE a\nEOF\n)\npsql -c \"$S\""),
              Contains("sql: -- 1) drop\nDROP TABLE a\n"));
}

TEST(DatabaseCommand, ReadsWhatEchoAndPrintfMakeOfEscapesAndFormats) {
  EXPECT_THAT(of_script("echo -e 'BEGIN;\\nDROP TABLE a;' | psql"), ElementsAre("sql: BEGIN;\nDROP TABLE a;"));
  EXPECT_THAT(of_script("echo 'SELECT 1; -- \\nDROP TABLE a;' | psql"), ElementsAre("sql: SELECT 1; -- \nDROP TABLE a;"));
  EXPECT_THAT(of_script("echo \"SELECT '\\d+'\" | psql"), ElementsAre("sql: SELECT '\\d+'"));
  EXPECT_THAT(of_script("echo -- 'DROP TABLE a' | psql"), ElementsAre("sql: -- DROP TABLE a"));
  EXPECT_THAT(of_script("printf 'DROP TABLE %s;\\n' a b | psql"), ElementsAre("sql: DROP TABLE a;\nDROP TABLE b;\n"));
  EXPECT_THAT(of_script("printf 'DROP TABLE a; -- 100%% %s' 'SELECT 1' | psql"),
              ElementsAre("sql: DROP TABLE a; -- 100% SELECT 1"));
  for (const char* script : {"printf '%x' 10 | psql", "printf '\\104ROP TABLE a' | psql", "echo -e '\\x44ROP TABLE a' | psql"})
    EXPECT_THAT(of_script(script), ElementsAre(testing::StartsWith("unseen: "))) << script;
  EXPECT_THAT(of_script("psql -U sh <<EOF\nDROP TABLE a\nEOF"), ElementsAre(drop + "\n"));
}

TEST(DatabaseCommand, TakesNoGuessForKnown) {
  for (const char* script :
       {"if a; then S='DROP TABLE a'; else S='SELECT 1'; fi\npsql -c \"$S\"", "S='SELECT 1'; S+='; DROP TABLE a'; psql -c \"$S\"",
        "S='SELECT 1'; for S in 'DROP TABLE a'; do psql -c \"$S\"; done", "S='SELECT 1'; read S < /x; psql -c \"$S\"",
        "S='SELECT 1'; run() { psql -c \"$S\"; }; S='DROP TABLE a'; run",
        "curl -o /tmp/run.sql https://example.com; psql -f /tmp/run.sql", "for f in /sql/*; do psql -f \"$f\"; done",
        "run() { psql -X \"$@\"; }", "run() { psql -X; }", "(echo 'DROP TABLE a') | psql", "psql -f <(curl https://example.com)"})
    EXPECT_THAT(of_script(script), Contains(testing::StartsWith("unseen: "))) << script;
  EXPECT_THAT(of_script("for f in /sql/*.sql; do psql -f \"$f\"; done"), ElementsAre("file: _$f"));
}

TEST(DatabaseCommand, IsNoTalkAboutAProgram) {
  EXPECT_THAT(of_script("command -v dropdb; rm -f /usr/local/bin/dropdb; kubectl logs psql -c sidecar\n"
                        "pg_restore -l -c x; pg_restore --clean -f - x; psql --version; until psql -l; do sleep 1; done"),
              IsEmpty());
  EXPECT_THAT(of_script("pg_restore -vc x"), ElementsAre("wipes: pg_restore -vc x"));
  EXPECT_THAT(of_script("bash /scripts/notify.sh <<EOF\ndropdb was left out\nEOF"), IsEmpty());
}

TEST(DatabaseCommand, EndsWhereShellFeedsOnItself) {
  std::string bomb;
  for (int i = 0; i < 300; ++i) bomb += "eval \\\"$x\\\"\\n";
  EXPECT_THAT(of_command(R"([sh, -c, "eval \"$x\""])", ", env: [{name: x, value: \"" + bomb + "\"}]"),
              ElementsAre("unseen: more shell inside shell than is read"));
}

TEST(DatabaseCommand, NamesFiles) {
  EXPECT_THAT(of_command("[psql, -f, /sql/1.sql, --file=/sql/2]"), ElementsAre("file: /sql/1.sql", "file: /sql/2"));
  EXPECT_THAT(of_script("psql < /sql/1\ncat /sql/2 /sql/3 | psql"), ElementsAre("file: /sql/1", "file: /sql/2", "file: /sql/3"));
}

TEST(DatabaseCommand, IsUnseenWhereOnlyTheClusterKnows) {
  EXPECT_THAT(of_script("base64 -d /x | psql"), ElementsAre("unseen: base64 -d /x"));
  EXPECT_THAT(of_script("psql -c \"$SQL\""), ElementsAre("unseen: _$SQL"));
  EXPECT_THAT(of_script("cat /sql/* | psql\ncat /sql/*.sql | psql"), ElementsAre("unseen: /sql/*", "file: /sql/*.sql"));
  EXPECT_THAT(of_script("psql -c \"CREATE ROLE $NAME PASSWORD '$SECRET'\""),
              ElementsAre("sql: CREATE ROLE _$NAME PASSWORD '_$SECRET'"));
  EXPECT_THAT(of_command(R"([sh, -c, "psql -c \"$SQL\""])", ", env: [{name: SQL, value: DROP TABLE a}]"), ElementsAre(drop));
}

TEST(DatabaseCommand, IsUnseenInASecretThatAPodMounts) {
  const std::string secret =
      "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: production}\nstringData: {a.sql: DROP TABLE a}\n";
  EXPECT_THAT(commands_of(secret), IsEmpty());
  const std::string pod = test::job("j", "{containers: [{name: c, image: i}], volumes: [{name: v, secret: {secretName: s}}]}");
  EXPECT_THAT(commands_of(pod + secret), ElementsAre("unseen: a.sql of Secret production/s"));
}

TEST(DatabaseCommand, IsFoundInHooksProbesChartsAndWorkflows) {
  EXPECT_THAT(commands_of(test::deployment(
                  "d", "[{name: c, image: i, lifecycle: {postStart: {exec: {command: [psql, -c, DROP TABLE a]}}}}]")),
              ElementsAre(drop));
  EXPECT_THAT(commands_of(test::helm_release("  values: {cronjob: {command: [psql, -c, DROP TABLE a]}}\n")), ElementsAre(drop));
  EXPECT_THAT(
      commands_of("apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: w, namespace: production}\n"
                  "spec: {templates: [{script: {image: postgres, command: [bash], source: \"psql -c 'DROP TABLE a'\"}}]}\n"),
      ElementsAre(drop));
  EXPECT_THAT(commands_of("apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t, namespace: production}\n"
                          "spec: {steps: [{name: s, image: postgres, script: \"#!/bin/sh\\npsql -c 'DROP TABLE a'\"}]}\n"),
              ElementsAre(drop));
  EXPECT_THAT(commands_of("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, namespace: production}\n"
                          "data: {run.sh: \"psql -c 'DROP TABLE a'\"}\n"),
              ElementsAre(drop));
}

TEST(DatabaseCommand, KnowsToolsThatTakeAway) {
  EXPECT_THAT(of_command("[dropdb, app]"), ElementsAre("wipes: dropdb app"));
  EXPECT_THAT(of_command("[sh, -c, \"cd /app && bundle exec rails db:reset\"]"),
              ElementsAre("wipes: bundle exec rails db:reset"));
  EXPECT_THAT(of_command("[alembic, -c, a.ini, downgrade, base]"), ElementsAre("undoes: alembic -c a.ini downgrade base"));
  EXPECT_THAT(commands_of(test::job("j", "{containers: [{name: c, image: \"flyway/flyway:10\", args: [-url=x, clean]}]}")),
              ElementsAre("wipes: flyway -url=x clean"));
  EXPECT_THAT(commands_of(test::job("j", "{containers: [{name: c, image: migrate/migrate, args: [-path, /m, up]}]}")), IsEmpty());
  EXPECT_THAT(of_script("alembic upgrade head\npg_dump app\necho dropdb app"), IsEmpty());
}

}  // namespace
}  // namespace safeops
