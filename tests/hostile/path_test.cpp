#include <fmt/format.h>
#include <gmock/gmock.h>

#include "hostile/pull_request.hpp"

namespace safeops::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class HostilePath : public PullRequest {};

TEST_F(HostilePath, MigrationIsALink) {
  repository_.link(fmt::format("{}001-drop.sql", migrations), "/etc/passwd");
  const Said said = judge();
  EXPECT_THAT(said.rules, Contains("gate-not-a-file"));
  for (const auto& [format, report] : said.reports) EXPECT_THAT(report, Not(HasSubstr("root:x:0"))) << format;
}

TEST_F(HostilePath, ManifestIsALink) {
  repository_.link(fmt::format("{}feature-flags.yaml", production), "../../../../../../../../etc/passwd");
  const Said said = judge();
  EXPECT_THAT(said.rules, Contains("gate-not-a-file"));
  for (const auto& [format, report] : said.reports) EXPECT_THAT(report, Not(HasSubstr("root:x:0"))) << format;
}

TEST_F(HostilePath, DirectoryOfMigrationsIsALink) {
  repository_.remove("flux/infrastructure/data/migrations").link("flux/infrastructure/data/migrations", "/etc");
  EXPECT_THAT(judge().rules, Contains("gate-migration-deleted"));
}

TEST_F(HostilePath, LinksInALoop) {
  repository_.link(fmt::format("{}001-a.sql", migrations), "002-b.sql").link(fmt::format("{}002-b.sql", migrations), "001-a.sql");
  EXPECT_THAT(judge().rules, Contains("gate-not-a-file"));
}

TEST_F(HostilePath, MigrationIsASubmodule) {
  repository_.submodule(fmt::format("{}001-more.sql", migrations), git::Oid{.bytes = {1, 2, 3}});
  EXPECT_THAT(judge().rules, Contains("gate-not-a-file"));
}

TEST_F(HostilePath, LfsPointerInsteadOfSql) {
  write_migration("001-more.sql",
                  "version https://git-lfs.github.com/spec/v1\noid sha256:" + repeated("4d", 32) + "\nsize 12345\n");
  EXPECT_THAT(judge().rules, Contains("gate-not-a-file"));
}

TEST_F(HostilePath, AttributesHideSql) {
  repository_.write(".gitattributes", "*.sql -diff linguist-generated\n");
  write_migration("001-drop.sql", "DROP TABLE users;\n");
  const Said said = judge();
  EXPECT_THAT(said.rules, Contains("gate-attributes-hide"));
  EXPECT_THAT(said.rules, Contains("schema-drop-table"));
}

TEST_F(HostilePath, AttributesOfManyExpensivePatterns) {
  for (int n = 1; n < 1'000; ++n) write_migration(fmt::format("{:04}-{}.sql", n, repeated("a", 150)), "SELECT 1;\n");
  repository_.write(".gitattributes", repeated(repeated("*a", 60) + "*b -diff\n", 20'000));
  harmless_ = true;  // a warning
  EXPECT_THAT(judge().rules, Contains("gate-attributes-hide"));
}

TEST_F(HostilePath, NameIsACommand) {
  write_migration("001\n::error::pwned\n##[error]pwned \x1b[2J\u202E|`<b>.sql", "DROP TABLE users;\n");
  EXPECT_THAT(judge().rules, Contains("schema-drop-table"));
}

TEST_F(HostilePath, NameIsNotUtf8) {
  write_migration("001-\xFF\xC3\x28.sql", "DROP TABLE users;\n");
  EXPECT_THAT(judge().rules, Contains("schema-drop-table"));
}

TEST_F(HostilePath, NameOfAFieldIsACommand) {
  repository_.write(
      ".safeops/plans/users\n::error::pwned.yaml",
      "apiVersion: safeops.dev/v1alpha1\nkind: MigrationPlan\nmetadata: {name: \"u\\n::error::pwned\\e[2J\"}\nspec: {}\n");
  EXPECT_THAT(judge().rules, Contains("evidence-plan-invalid"));
}

TEST_F(HostilePath, AuthorIsACommand) {
  repository_.author("::error::pwned\x1b[2J", "a@example.com");
  write_migration("001-drop.sql", "DROP TABLE users;\n");
  judge();
}

TEST_F(HostilePath, ManyFilesInOneDirectory) {
  for (int n = 0; n < 30'000; ++n) repository_.write(fmt::format("flux/apps/backend/production/f{}.yaml", n), "a: b\n");
  write_migration("001-drop.sql", "DROP TABLE users;\n");
  EXPECT_THAT(judge().rules, Contains("schema-drop-table"));
}

TEST_F(HostilePath, ManyDistinctManifests) {
  for (int n = 0; n < 8'000; ++n) {
    repository_.write(fmt::format("flux/more/f{}.yaml", n),
                      fmt::format("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: m{0}}}\ndata: {{a: '{0}', b: '{1}'}}\n", n,
                                  repeated("x", 200)));
  }
  harmless_ = true;
  judge();
}

TEST_F(HostilePath, DeepDirectories) {
  repository_.write(repeated("d/", 1'500) + "001-drop.sql", "DROP TABLE users;\n");
  harmless_ = true;
  judge();
}

TEST_F(HostilePath, PolicyWithExpensiveGlobs) {
  std::string yaml =
      "apiVersion: safeops.dev/v1alpha1\nkind: Policy\ndatabases:\n- cluster: app-postgres\n  apps: [backend]\n  migrations:\n";
  for (int n = 0; n < 90; ++n) yaml += fmt::format("  - \"{}{}\"\n", repeated("**/*a", 59), n);
  repository_.write(".safeops/policy.yaml", yaml + "  - flux/infrastructure/data/migrations\n");
  for (int n = 1; n < 2'000; ++n) write_migration(fmt::format("{:04}-{}.sql", n, repeated("a", 150)), "SELECT 1;\n");
  commit_base();
  write_migration("9999-drop.sql", "DROP TABLE users;\n");
  judge();
}

}  // namespace
}  // namespace safeops::test
