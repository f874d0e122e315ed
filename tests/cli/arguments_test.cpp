#include <gmock/gmock.h>

#include <fstream>

#include "cli/calling.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Arguments : public Calling {};

TEST_F(Arguments, UnknownOptionIsRefused) {
  const Called called = call({"--hed", "HEAD"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, AllOf(HasSubstr("--hed"), HasSubstr("--help")));
}

TEST_F(Arguments, UnknownCommandIsRefused) {
  EXPECT_EQ(call({"chek"}).exit_code, 2);
}

TEST_F(Arguments, UnknownRuleNamesTheNearest) {
  const Called called = call({"--only", "schema-drop-tabel"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, HasSubstr("Did you mean `schema-drop-table`?"));
}

TEST_F(Arguments, UnknownFormatNamesTheNearest) {
  const Called called = call({"--format", "sarrif"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, HasSubstr("Did you mean `sarif`?"));
}

TEST_F(Arguments, TwoFormatsOnStandardOutputAreRefused) {
  commit_shop();
  const Called called = call({"--format", "text", "--format", "json"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, HasSubstr("standard output"));
}

TEST_F(Arguments, TwoFormatsInOneFileAreRefused) {
  EXPECT_EQ(call({"--format", "text=a", "--format", "json=a"}).exit_code, 2);
}

TEST_F(Arguments, EachFormatGoesToItsFile) {
  commit_shop();
  commit_drop();
  const std::string sarif = (beside_.path() / "gate.sarif").string();
  const std::string json = (beside_.path() / "gate.json").string();
  const Called called =
      call({"--base", "HEAD^", "--head", "HEAD", "--format", "text", "--format", "sarif=" + sarif, "--format", "json=" + json});
  EXPECT_EQ(called.exit_code, 1);
  EXPECT_THAT(called.out, HasSubstr("NO-GO"));
  EXPECT_GT(std::filesystem::file_size(sarif), 100U);
  EXPECT_GT(std::filesystem::file_size(json), 100U);
}

TEST_F(Arguments, FileThatCannotBeWritten) {
  commit_shop();
  commit_drop();
  EXPECT_EQ(call({"--base", "HEAD^", "--head", "HEAD", "--format", "json=/nowhere/at/all.json"}).exit_code, 2);
}

TEST_F(Arguments, MalformedTime) {
  commit_shop();
  const Called called = call({"--now", "tomorrow"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, HasSubstr("--now"));
}

TEST_F(Arguments, TwoHeadsAreRefused) {
  EXPECT_EQ(call({"--staged", "--worktree"}).exit_code, 2);
}

TEST_F(Arguments, WrongLevelColorAndJobs) {
  EXPECT_EQ(call({"--fail-on", "fatal"}).exit_code, 2);
  EXPECT_EQ(call({"--color", "blue"}).exit_code, 2);
  EXPECT_EQ(call({"--jobs", "many"}).exit_code, 2);
  EXPECT_EQ(call({"--jobs", "100000"}).exit_code, 2);
}

TEST_F(Arguments, VersionNamesTheGrammar) {
  const Called called = call({"--version"});
  EXPECT_EQ(called.exit_code, 0);
  EXPECT_THAT(called.out, AllOf(HasSubstr("safeops-check 0."), HasSubstr("PostgreSQL")));
}

TEST_F(Arguments, HelpSpellsFlagsPlainly) {
  const Called called = call({"--help"});
  EXPECT_EQ(called.exit_code, 0);
  EXPECT_THAT(called.out, AllOf(HasSubstr("--no-suppress"), Not(HasSubstr("{false}"))));
}

}  // namespace
}  // namespace safeops::test
