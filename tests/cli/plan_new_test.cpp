#include "cli/scaffolding.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* plan = ".safeops/plans/login-v2.yaml";

class PlanNew : public Scaffolding {
 protected:
  static std::string migration(const char* name) { return std::string(migrations) + name; }
  void put_migrations() {
    put(migration("001-expand-add-login-v2.sql"), "ALTER TABLE users ADD COLUMN login_v2 text;\n");
    put(migration("002-tidy.sql"), "-- Phase: Contract\nALTER TABLE users DROP COLUMN login;\n");
  }
};

TEST_F(PlanNew, IsFilledInWithWhatTheWorkTreeTells) {
  put_migrations();
  const std::string out = told({"plan", "new", "login-v2", "--app", "backend", "--owner", "@alice"});
  EXPECT_THAT(out, AllOf(HasSubstr("wrote    .safeops/plans/login-v2.yaml"), HasSubstr("wrote    .safeops/schemas/plan.json"),
                         HasSubstr("to fill in: purpose, rollbackWindow.criteria\n"), HasSubstr("Next: ")));
  EXPECT_THAT(
      content(plan),
      AllOf(HasSubstr("$schema=../schemas/plan.json\n"), HasSubstr("\n  app: backend\n"),
            HasSubstr("\n  database: app-postgres\n"),
            HasSubstr("\n  expand:\n    - flux/infrastructure/data/migrations/001-expand-add-login-v2.sql\n"),
            HasSubstr("\n  contract:\n    - flux/infrastructure/data/migrations/002-tidy.sql\n"),
            HasSubstr("    key: FEATURE_LOGIN_V2\n"), HasSubstr("    duration: 24h\n"), HasSubstr("    owner: \"@alice\"\n")));
  EXPECT_EQ(content(".safeops/schemas/plan.json"), told({"schema", "plan"}));
  EXPECT_THAT(checked(), AllOf(Not(HasSubstr("evidence-plan-invalid")), Not(HasSubstr("evidence-plan-missing"))));
}

TEST_F(PlanNew, LeavesWhatItCannotTellAsComments) {
  put(migration("001-do.sql"), "DO $$ BEGIN EXECUTE 'DROP TABLE ' || current_setting('a.b'); END $$;\n");
  EXPECT_THAT(told({"plan", "new", "login-v2"}),
              HasSubstr("to fill in: purpose, app, expand, rollbackWindow.criteria, rollback.owner"));
  EXPECT_THAT(content(plan), AllOf(HasSubstr("  # One of backend, reports.\n  # app: backend\n"), HasSubstr("  # expand:\n"),
                                   HasSubstr("#   - flux/infrastructure/data/migrations/001-do.sql\n")));
}

TEST_F(PlanNew, MeetsTheSchemaOnceFilledIn) {
  told({"plan", "new", "login-v2"});
  expect_schema(content(plan), "plan");
  expect_schema(filled_in(content(plan)), "plan");
  EXPECT_THAT(filled_in(content(plan)), HasSubstr("\n  contract:\n    - migrations/"));
}

TEST_F(PlanNew, WithoutADatabaseTheCheckSaysSo) {
  put("flux/infrastructure/data/cnpg-clusters/production/cluster.yaml",
      "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: other}\nspec: {instances: 1}\n");
  told({"plan", "new", "login-v2"});
  EXPECT_THAT(content(plan), HasSubstr("  # One of app-postgres, other.\n  # database: app-postgres\n"));
  EXPECT_THAT(checked(), AllOf(HasSubstr("evidence-plan-invalid"), HasSubstr("database")));
}

TEST_F(PlanNew, TakesWhatIsGiven) {
  put_migrations();
  const std::string first = migration("001-expand-add-login-v2.sql");
  told({"plan", "new", "login-v2", "--contract", first, "--duration", "48h", "--flag", "feature-flags/FEATURE_SEARCH"});
  EXPECT_THAT(content(plan),
              AllOf(HasSubstr("  contract:\n    - " + first), HasSubstr("duration: 48h"), HasSubstr("FEATURE_SEARCH")));
}

TEST_F(PlanNew, RefusesWhatIsNotThere) {
  put_migrations();
  EXPECT_THAT(refused({"plan", "new", "Login V2"}), HasSubstr("small letters"));
  EXPECT_THAT(refused({"plan", "new", "../../x"}), HasSubstr("small letters"));
  EXPECT_THAT(refused({"plan", "new", "users"}), HasSubstr(".safeops/plans/users.yaml is there already"));
  EXPECT_THAT(refused({"plan", "new", "a", "--app", "bakend"}), HasSubstr("Did you mean `backend`?"));
  EXPECT_THAT(refused({"plan", "new", "a", "--database", "app-postgre"}), HasSubstr("Did you mean `app-postgres`?"));
  EXPECT_THAT(refused({"plan", "new", "a", "--expand", "nowhere.sql"}), HasSubstr("nowhere.sql: no such file"));
  EXPECT_THAT(refused({"plan", "new", "a", "--expand", migration("000-create-users.sql")}), HasSubstr("belongs to plan users"));
  EXPECT_THAT(refused({"plan", "new", "a", "--flag", "FEATURE"}), HasSubstr("CONFIGMAP/KEY"));
  EXPECT_THAT(refused({"plan", "new", "a", "--duration", "soon"}), HasSubstr("--duration soon"));
  EXPECT_THAT(refused({"plan"}), HasSubstr("--help"));
  EXPECT_FALSE(std::filesystem::exists(at(".safeops/plans/a.yaml")));
}

TEST_F(PlanNew, ReplacesNothingUnlessForced) {
  put_migrations();
  put(plan, "mine\n");
  EXPECT_THAT(refused({"plan", "new", "login-v2"}), HasSubstr("--force"));
  EXPECT_EQ(content(plan), "mine\n");
  EXPECT_FALSE(std::filesystem::exists(at(".safeops/schemas/plan.json")));
  EXPECT_THAT(told({"plan", "new", "login-v2", "--force"}), HasSubstr("replaced .safeops/plans/login-v2.yaml"));
  const std::string once = content(plan);
  EXPECT_THAT(told({"plan", "new", "login-v2", "--force"}), HasSubstr("as it should be"));
  EXPECT_EQ(content(plan), once);
  EXPECT_THAT(once, HasSubstr("001-expand-add-login-v2.sql"));
}

TEST_F(PlanNew, FollowsNoSymbolicLink) {
  std::filesystem::remove_all(at(".safeops/plans"));
  std::filesystem::create_directory_symlink(beside_.path(), at(".safeops/plans"));
  EXPECT_THAT(refused({"plan", "new", "login-v2", "--force"}), HasSubstr("symbolic link"));
  std::filesystem::remove(at(".safeops/plans"));
  std::filesystem::create_directory(at(".safeops/plans"));
  std::filesystem::create_symlink(beside_.path() / "plan.yaml", at(plan));
  EXPECT_THAT(refused({"plan", "new", "login-v2", "--force"}), HasSubstr("symbolic link"));
  EXPECT_TRUE(std::filesystem::is_empty(beside_.path()));
}

TEST_F(PlanNew, QuotesHostileNames) {
  const std::string name = migration("001-a\n# b: \"c\" \xe2\x80\xae.sql");
  put(name, "CREATE TABLE a ();\n");
  const std::string out = told({"plan", "new", "login-v2"});
  EXPECT_THAT(out, Not(HasSubstr("\xe2\x80\xae")));
  EXPECT_THAT(checked({"--only", "evidence-plan-missing"}), HasSubstr("GO"));
  EXPECT_THAT(checked({"--only", "evidence-plan-missing"}), Not(HasSubstr("NO-GO")));
}

TEST_F(PlanNew, NeedsAWorkTree) {
  const TemporaryDirectory bare;
  RepositoryBuilder(bare.path(), true).write("a", "a").commit("a");
  EXPECT_THAT(refused({"plan", "new", "a", "--repo", bare.path().string()}), HasSubstr("bare"));
}

TEST_F(PlanNew, HelpShowsExamples) {
  EXPECT_THAT(told({"plan", "new", "--help"}), HasSubstr("safeops-check plan new login-v2 --flag"));
  EXPECT_THAT(told({"plan", "--help"}), HasSubstr("safeops-check plan new login-v2"));
}

}  // namespace
}  // namespace safeops::test
