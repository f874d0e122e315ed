#include "cli/scaffolding.hpp"
#include "git/git_command.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* policy = ".safeops/policy.yaml";
constexpr const char* workflow = ".github/workflows/safeops-check.yml";
constexpr const char* owners = ".github/CODEOWNERS";
constexpr const char* hook = ".git/hooks/pre-push";

class Init : public Scaffolding {};

TEST_F(Init, WritesAPolicyOfWhatItFinds) {
  const std::string out = told({"init"});
  EXPECT_THAT(
      content(policy),
      AllOf(HasSubstr("$schema=schemas/policy.json\n"), HasSubstr("environments:\n  - develop\n  - staging\n  - production\n"),
            HasSubstr("protected:\n  - production\n"),
            HasSubstr(
                "  - cluster: app-postgres\n    apps:\n      - backend  # plan users\n      - reports  # host app-postgres-rw\n"),
            HasSubstr("    migrations:\n      - flux/infrastructure/data/migrations\n"), HasSubstr("  minimum: 24h\n")));
  for (const char* schema : {"policy", "plan", "evidence"})
    EXPECT_EQ(content(std::string(".safeops/schemas/") + schema + ".json"), told({"schema", schema}));
  EXPECT_THAT(out, AllOf(HasSubstr("environments develop, staging, production"), HasSubstr("reports (host app-postgres-rw)"),
                         HasSubstr("fill in the owners in .github/CODEOWNERS"), HasSubstr("replay --last 200")));
}

TEST_F(Init, PolicyMeetsTheSchemaOnceFilledIn) {
  told({"init"});
  expect_schema(content(policy), "policy");
  expect_schema(filled_in(content(policy)), "policy");
}

TEST_F(Init, PolicyIsAcceptedByTheCheck) {
  const Called before = call({"check", "--base", "HEAD", "--head", "HEAD"});
  told({"init"});
  for (const char* from : {"base", "head"}) {
    const Called called = call({"check", "--worktree", "--base", "HEAD", "--policy-from", from});
    EXPECT_EQ(called.exit_code, before.exit_code) << called.err;
    EXPECT_THAT(called.out, Not(HasSubstr("evidence-plan-invalid")));
  }
  git_command(directory_.path(), "add -A");
  git_command(directory_.path(), "commit -m init");
  put(std::string(migrations) + "001-drop.sql", "DROP TABLE users;\n");
  EXPECT_THAT(checked(), HasSubstr("NO-GO"));
}

TEST_F(Init, TwiceChangesNothing) {
  told({"init", "--hook"});
  git_command(directory_.path(), "add -A");
  git_command(directory_.path(), "commit -m init");
  EXPECT_THAT(told({"init", "--hook"}), AllOf(Not(HasSubstr("wrote")), Not(HasSubstr("added"))));
  git_command(directory_.path(), "diff --exit-code HEAD");
  EXPECT_THAT(told({"init", "--force"}), AllOf(Not(HasSubstr("wrote")), Not(HasSubstr("replaced")), Not(HasSubstr("added"))));
}

TEST_F(Init, KeepsWhatIsThereUnlessForced) {
  put(policy, "apiVersion: safeops.dev/v1alpha1\nkind: Policy\nmode: advise\n");
  put(workflow, "name: mine\n");
  EXPECT_THAT(told({"init"}), AllOf(HasSubstr("kept     .safeops/policy.yaml, which is there already"),
                                    HasSubstr("kept     .github/workflows/safeops-check.yml, which is there already")));
  EXPECT_THAT(content(policy), HasSubstr("mode: advise"));
  EXPECT_THAT(told({"init", "--force"}), HasSubstr("replaced .safeops/policy.yaml"));
  EXPECT_THAT(content(policy), HasSubstr("mode: enforce"));
}

TEST_F(Init, DryRunOnlyPrints) {
  const std::string out = told({"init", "--dry-run", "--hook"});
  EXPECT_THAT(out, AllOf(HasSubstr("would write .safeops/policy.yaml\n# yaml"), HasSubstr("would write .github/workflows"),
                         HasSubstr("would write .git/hooks/pre-push\n#!/bin/sh"), Not(HasSubstr("draft-07"))));
  for (const char* file : {policy, workflow, owners, hook}) EXPECT_FALSE(std::filesystem::exists(at(file))) << file;
}

TEST_F(Init, OwnersOfEverythingOwnTheGate) {
  put("CODEOWNERS", "* @team @lead\n/docs/ @writers");
  EXPECT_THAT(told({"init"}), AllOf(HasSubstr("added to CODEOWNERS"), HasSubstr("owners       @team @lead")));
  EXPECT_THAT(content("CODEOWNERS"),
              AllOf(HasSubstr("* @team @lead\n/docs/ @writers\n\n# safeops-check"),
                    HasSubstr("\n/.safeops/ @team @lead\n/.github/workflows/safeops-check.yml @team @lead\n")));
  EXPECT_FALSE(std::filesystem::exists(at(owners)));
}

TEST_F(Init, WorkflowIsThatOfTheActionsPage) {
  told({"init"});
  std::ifstream page(std::filesystem::path(SAFEOPS_ROOT) / "action/README.md");
  const std::string text{std::istreambuf_iterator<char>(page), {}};
  EXPECT_THAT(text, HasSubstr("```yaml\n" + content(workflow) + "```\n"));
}

TEST_F(Init, WorkflowIsForTheDefaultBranch) {
  git_command(directory_.path(), "branch -m main master");
  told({"init"});
  EXPECT_THAT(content(workflow), HasSubstr("branches: [master]\n"));
}

TEST_F(Init, LeavesAnotherWorkflowThatRunsTheGate) {
  put(".github/workflows/checks.yaml", "jobs: {a: {steps: [{run: safeops-check}]}}\n");
  EXPECT_THAT(told({"init"}), HasSubstr(".github/workflows/checks.yaml runs the gate already"));
  EXPECT_FALSE(std::filesystem::exists(at(workflow)));
}

TEST_F(Init, HookIsOnlyWrittenWhenAskedFor) {
  told({"init"});
  EXPECT_FALSE(std::filesystem::exists(at(hook)));
  put(hook, "mine\n");
  EXPECT_THAT(told({"init", "--hook"}), HasSubstr("kept     .git/hooks/pre-push"));
  EXPECT_EQ(content(hook), "mine\n");
  EXPECT_THAT(told({"init", "--hook", "--force"}), HasSubstr("wrote    .git/hooks/pre-push"));
  EXPECT_NE(std::filesystem::status(at(hook)).permissions() & std::filesystem::perms::owner_exec, std::filesystem::perms::none);
  git_command(directory_.path(), "worktree add ../" + beside_.path().filename().string() + "/linked");
  EXPECT_THAT(refused({"init", "--hook", "--repo", (beside_.path() / "linked").string()}), HasSubstr("nothing was written"));
}

TEST_F(Init, HookJudgesWhatIsPushed) {
  told({"init", "--hook"});
  put("bin/safeops-check", "#!/bin/sh\necho \"$@\" >> called\ntest ! -e stop\n");
  std::filesystem::permissions(at("bin/safeops-check"), std::filesystem::perms::owner_all);
  const auto push = [&](const std::string& lines) {
    return std::system(
        ("cd '" + directory_.path().string() + "' && printf '" + lines + "' | PATH=\"$PWD/bin:$PATH\" " + hook).c_str());
  };
  EXPECT_EQ(push("refs/heads/a abc refs/heads/a def\\n(delete) " + std::string(40, '0') + " refs/heads/b def\\n"), 0);
  EXPECT_EQ(content("called"), "check --head abc\n");
  put("stop", "");
  EXPECT_NE(push("refs/heads/a abc refs/heads/a def\\n"), 0);
}

TEST_F(Init, SaysWhatItCouldNotTell) {
  TemporaryDirectory other;
  RepositoryBuilder builder(other.path());
  builder.write("kustomization.yaml", "resources: [a.yaml]\n")
      .write("a.yaml",
             "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: \"a: b\"}\n---\n"
             "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: \"${NAME}\"}\n")
      .write("migrations/001.sql", "SELECT 1;\n")
      .commit("odd");
  builder.check_out();
  const std::string out = told({"init", "--repo", other.path().string()});
  EXPECT_THAT(out, AllOf(HasSubstr("name them in the policy"), HasSubstr("only known in the cluster")));
  std::ifstream in(other.path() / policy);
  const std::string written{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(written,
              AllOf(HasSubstr("# None was recognised here.\n"), HasSubstr("  - cluster: \"a: b\"\n"), Not(HasSubstr("NAME"))));
  EXPECT_EQ(call({"check", "--worktree", "--repo", other.path().string()}).exit_code, 0);
}

TEST_F(Init, OfAnEmptyRepositoryIsAllComments) {
  TemporaryDirectory empty;
  const RepositoryBuilder builder(empty.path());
  EXPECT_THAT(told({"init", "--repo", empty.path().string()}), HasSubstr("no CloudNativePG Cluster"));
  EXPECT_EQ(call({"check", "--repo", empty.path().string()}).exit_code, 0);
}

TEST_F(Init, FollowsNoSymbolicLink) {
  std::filesystem::create_directory_symlink(beside_.path(), at(".github"));
  EXPECT_THAT(refused({"init"}), HasSubstr("symbolic link"));
  EXPECT_TRUE(std::filesystem::is_empty(beside_.path()));
  EXPECT_FALSE(std::filesystem::exists(at(policy)));
}

}  // namespace
}  // namespace safeops::test
