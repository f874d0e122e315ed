#include "cli/scaffolding.hpp"
#include "git/git_command.hpp"
#include "text/digest.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* plan = R"(apiVersion: safeops.dev/v1alpha1
kind: MigrationPlan
metadata: {name: login}
spec:
  app: backend
  database: app-postgres
  contract: [flux/infrastructure/data/migrations/001-drop-users.sql]
  rollbackWindow: {duration: 24h, criteria: [5xx ratio below 1%]}
)";
constexpr const char* plan_path = ".safeops/plans/login.yaml";
constexpr const char* approval = ".safeops/evidence/login/approval-contract-bob.yaml";

class Approve : public Scaffolding {
 protected:
  void SetUp() override {
    Scaffolding::SetUp();
    drop_users().write(plan_path, plan).commit("drop users");
    repository_.check_out();
  }
  static std::vector<std::string> contract(std::vector<std::string> more = {}) {
    std::vector<std::string> words{"approve",    "login", "--phase", "contract",
                                   "--decision", "go",    "--now",   "2026-03-01T10:00:00Z"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
};

TEST_F(Approve, HoldsTheDigestsOfTheStepAndThePlan) {
  const std::string out = told(contract({"--by", "@bob"}));
  EXPECT_THAT(out,
              AllOf(HasSubstr(std::string("wrote    ") + approval), HasSubstr("go by @bob for 2 files"), Not(HasSubstr("void"))));
  EXPECT_THAT(content(approval),
              AllOf(HasSubstr("$schema=../../schemas/evidence.json\n"), HasSubstr("  by: \"@bob\"\n  at: 2026-03-01T10:00:00Z\n"),
                    HasSubstr("path: .safeops/plans/login.yaml\n      sha256: " + text::sha256_hex(plan)),
                    HasSubstr("001-drop-users.sql\n      sha256: " + text::sha256_hex("DROP TABLE users;\n")),
                    HasSubstr("  checklist:\n    - the flag is on in every environment\n")));
  EXPECT_EQ(content(".safeops/schemas/evidence.json"), told({"schema", "evidence"}));
}

TEST_F(Approve, ConfirmsNoCriterionByItself) {
  told(contract({"--by", "@bob"}));
  EXPECT_THAT(content(approval), HasSubstr("with what was seen:\n    # - \"5xx ratio below 1%: what was seen\"\n"));
  expect_schema(content(approval), "evidence");
  expect_schema(filled_in(content(approval)), "evidence");
}

TEST_F(Approve, CountsForTheCheck) {
  const std::vector<std::string> check{"check",
                                       "--base",
                                       "HEAD^",
                                       "--worktree",
                                       "--quiet",
                                       "--now",
                                       "2026-03-01T12:00:00Z",
                                       "--only",
                                       "evidence-approval-missing",
                                       "--only",
                                       "evidence-plan-invalid"};
  EXPECT_THAT(call(check).out, HasSubstr("has no approval"));
  told(contract({"--by", "@bob"}));
  EXPECT_EQ(call(check).exit_code, 0) << call(check).out;
}

TEST_F(Approve, SaysWhenTheWorkTreeIsNotWhatIsCommitted) {
  put("flux/infrastructure/data/migrations/001-drop-users.sql", "DROP TABLE IF EXISTS users;\n");
  EXPECT_THAT(told(contract({"--by", "@bob"})), HasSubstr("001-drop-users.sql is not what HEAD has"));
  EXPECT_THAT(content(approval), HasSubstr(text::sha256_hex("DROP TABLE IF EXISTS users;\n")));
}

TEST_F(Approve, IsByGitsUser) {
  git_command(directory_.path(), "config user.email eve@example.com");
  EXPECT_THAT(told(contract()), HasSubstr("approval-contract-eve-example-com.yaml"));
}

TEST_F(Approve, SaysWhenItWillNotCount) {
  git_command(directory_.path(), "checkout -b feature");
  git_command(directory_.path(), "commit --allow-empty -m more");
  EXPECT_THAT(told(contract({"--by", "dev@example.com"})), HasSubstr("somebody else has to look at it"));
  put(".safeops/policy.yaml", "apiVersion: safeops.dev/v1alpha1\nkind: Policy\napprovals: {from: [\"@dba\"]}\n");
  EXPECT_THAT(told(contract({"--by", "@bob"})), HasSubstr("not in approvals.from"));
  EXPECT_THAT(told(contract({"--by", "@DBA"})), Not(HasSubstr("will not count")));
}

TEST_F(Approve, RefusesWhatMakesNoSense) {
  EXPECT_THAT(refused({"approve", "logn", "--phase", "contract", "--decision", "go", "--by", "@bob"}),
              HasSubstr("Did you mean `login`?"));
  EXPECT_THAT(refused({"approve", "login", "--phase", "expand", "--decision", "go", "--by", "@bob"}),
              HasSubstr("no expand file"));
  EXPECT_THAT(refused({"approve", "login", "--phase", "both", "--decision", "go"}), HasSubstr("--phase both"));
  EXPECT_THAT(refused({"approve", "login", "--phase", "contract", "--decision", "yes"}), HasSubstr("--decision yes"));
  EXPECT_THAT(refused({"approve", "login", "--phase", "contract"}), HasSubstr("--decision"));
  EXPECT_THAT(refused(contract({"--by", "bob and eve"})), HasSubstr("--by"));
  EXPECT_THAT(refused(contract({"--by", "@bob", "--now", "later"})), HasSubstr("--now"));
  std::filesystem::remove(at("flux/infrastructure/data/migrations/001-drop-users.sql"));
  EXPECT_THAT(refused(contract({"--by", "@bob"})), HasSubstr("no such file"));
  EXPECT_FALSE(std::filesystem::exists(at(".safeops/evidence")));
}

TEST_F(Approve, ReplacesADecisionOnlyWhenForced) {
  told(contract({"--by", "@bob"}));
  std::vector<std::string> no_go{"approve", "login", "--phase", "contract", "--decision", "no-go", "--by", "@bob"};
  EXPECT_THAT(refused(no_go), HasSubstr("--force"));
  EXPECT_THAT(content(approval), HasSubstr("decision: go\n"));
  no_go.emplace_back("--force");
  told(no_go);
  EXPECT_THAT(content(approval), HasSubstr("decision: no-go\n"));
}

TEST_F(Approve, StaysInsideTheRepository) {
  std::filesystem::create_directory_symlink(beside_.path(), at(".safeops/evidence"));
  EXPECT_THAT(refused(contract({"--by", "../../../bob"})), HasSubstr("symbolic link"));
  EXPECT_TRUE(std::filesystem::is_empty(beside_.path()));
}

}  // namespace
}  // namespace safeops::test
