#include <gmock/gmock.h>

#include <fstream>

#include "cli/calling.hpp"

namespace safeops::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class Check : public Calling {
 protected:
  Called judge(std::vector<std::string> options = {}) {
    std::vector<std::string> arguments{"--base", "HEAD^", "--head", "HEAD", "--now", "2026-03-01T12:00:00Z"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return call(arguments);
  }
};

TEST_F(Check, GoNoGoAndPolicyErrorHaveTheirCodes) {
  commit_shop();
  write_readme("words").commit("words");
  EXPECT_EQ(judge().exit_code, 0);
  commit_drop();
  EXPECT_EQ(judge().exit_code, 1);
  repository_.write(".safeops/policy.yaml", "mode: sometimes\n").commit("wrong policy");
  write_readme("more").commit("more");
  EXPECT_EQ(judge().exit_code, 2);
}

TEST_F(Check, MissingObjectIsNotGo) {
  commit_shop();
  write_readme("words").commit("words");
  std::size_t removed = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path() / ".git/objects"))
    if (entry.is_regular_file() && ++removed % 2 == 0) std::filesystem::remove(entry.path());
  EXPECT_GE(judge().exit_code, 2);
}

TEST_F(Check, OnlyRunsThatRule) {
  commit_shop();
  commit_drop();
  const Called called = judge({"--only", "schema-drop-table"});
  EXPECT_THAT(called.out, HasSubstr("schema-drop-table"));
  EXPECT_THAT(called.out, Not(HasSubstr("evidence-plan-missing")));
}

TEST_F(Check, FailOnLowersTheBar) {
  commit_shop();
  repository_.write(".gitattributes", "*.sql -diff\n").commit("hide");
  EXPECT_EQ(judge().exit_code, 0);
  EXPECT_EQ(judge({"--fail-on", "warning"}).exit_code, 1);
  EXPECT_EQ(judge({"--fail-on", "note"}).exit_code, 1);
}

TEST_F(Check, PolicyComesFromWhereItIsTold) {
  commit_shop();
  repository_.write(".safeops/policy.yaml", "apiVersion: safeops.dev/v1alpha1\nkind: Policy\nmode: advise\n");
  commit_drop();
  EXPECT_EQ(judge().exit_code, 1);
  EXPECT_EQ(judge({"--policy-from", "head"}).exit_code, 0);
  const std::string file = (beside_.path() / "policy.yaml").string();
  std::ofstream(file) << "apiVersion: safeops.dev/v1alpha1\nkind: Policy\nmode: advise\n";
  EXPECT_EQ(judge({"--policy-from", file}).exit_code, 0);
  EXPECT_EQ(judge({"--policy-from", "/no/such/file"}).exit_code, 2);
}

TEST_F(Check, PolicySetsTheLevelOfARule) {
  const auto with = [&](const std::string& setting) {
    repository_.write(".safeops/policy.yaml", "apiVersion: safeops.dev/v1alpha1\nkind: Policy\nrules:\n  " + setting + "\n");
    write_readme(setting).commit(setting);
    repository_.write("flux/infrastructure/data/migrations/001-update.sql", "UPDATE users SET login = '" + setting + "';\n")
        .commit("update");
    return judge({"--only", "schema-update-without-where"}).exit_code;
  };
  commit_shop();
  EXPECT_EQ(with("schema-update-without-where: error"), 1);
  EXPECT_EQ(with("schema-update-without-where: note"), 0);
  EXPECT_EQ(with("schema-update-without-where: off"), 0);
  EXPECT_EQ(with("schema-update-without-where: \"off\""), 0);
  EXPECT_EQ(with("schema-update-without-where: sometimes"), 2);
  repository_
      .write(".safeops/policy.yaml", "apiVersion: safeops.dev/v1alpha1\nkind: Policy\nrules: {evidence-plan-missing: off}\n")
      .commit("a hard stop");
  commit_drop();
  EXPECT_EQ(judge({"--only", "evidence-plan-missing"}).exit_code, 1);
}

TEST_F(Check, NoSuppressCountsWhatIsAllowed) {
  commit_shop();
  repository_
      .write("flux/infrastructure/data/migrations/001-update.sql",
             "-- safeops:allow schema-update-without-where: tiny table (until 2026-12-31)\nUPDATE users SET login = '';\n")
      .commit("update");
  const std::vector<std::string> only{"--only", "schema-update-without-where"};
  EXPECT_EQ(judge(only).exit_code, 0);
  EXPECT_EQ(judge({"--only", "schema-update-without-where", "--no-suppress"}).exit_code, 1);
}

TEST_F(Check, QuietIsShorter) {
  commit_shop();
  commit_drop();
  EXPECT_LT(judge({"--quiet"}).out.size(), judge().out.size());
}

TEST_F(Check, ColorObeysItsFlagAndTheEnvironment) {
  commit_shop();
  commit_drop();
  EXPECT_THAT(judge().out, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(judge({"--color", "always"}).out, HasSubstr("\x1b["));
  terminal_ = true;
  EXPECT_THAT(judge().out, HasSubstr("\x1b["));
  EXPECT_THAT(judge({"--color", "never"}).out, Not(HasSubstr("\x1b[")));
  variables_["NO_COLOR"] = "1";
  EXPECT_THAT(judge().out, Not(HasSubstr("\x1b[")));
}

TEST_F(Check, JobsDoNotChangeTheReport) {
  commit_shop();
  commit_drop();
  for (const char* format : {"text", "json", "sarif", "github", "markdown"})
    EXPECT_EQ(judge({"--jobs", "1", "--format", format}).out, judge({"--jobs", "2", "--format", format}).out) << format;
}

TEST_F(Check, ReplayCountsCommits) {
  commit_shop();
  commit_drop();
  write_readme("words").commit("words");
  const Called all = call({"replay"});
  EXPECT_EQ(all.exit_code, 1);
  EXPECT_THAT(all.out, HasSubstr("\n3 commits"));
  const Called last = call({"replay", "--last", "1"});
  EXPECT_EQ(last.exit_code, 0);
  EXPECT_THAT(last.out, HasSubstr("\n1 commits, 1 GO"));
}

TEST_F(Check, ReplayCountsWhatACommitOfManyFindingsLeavesOut) {
  commit_shop();
  std::string sql;
  for (int i = 0; i < 150; ++i) sql += "DROP TABLE t;\n";
  repository_.write("flux/infrastructure/data/migrations/001.sql", sql).commit("drops");
  EXPECT_THAT(call({"replay", "--last", "1", "--only", "schema-drop-table"}).out, HasSubstr("\n    and 50 more\n"));
}

TEST_F(Check, OutOfMemoryIsNotGo) {
  commit_shop();
  std::ostringstream err;
  Surroundings surroundings;
  surroundings.out = &err;
  surroundings.err = &err;
  surroundings.directory = directory_.path().string();
  surroundings.variable = [](const char*) -> std::optional<std::string> { throw std::bad_alloc(); };
  EXPECT_EQ(run({"check"}, surroundings), 3);
  EXPECT_THAT(err.str(), HasSubstr("not enough memory"));
}

}  // namespace
}  // namespace safeops::test
