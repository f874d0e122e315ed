#include <fmt/format.h>
#include <gmock/gmock.h>

#include <fstream>

#include "cli/calling.hpp"
#include "git/git_command.hpp"

namespace safeops::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class ChosenRevisions : public Calling {
 protected:
  // GitHub Actions ran for this event.
  void event(const std::string& name, const std::string& json) {
    const std::string path = (beside_.path() / "event.json").string();
    std::ofstream(path) << json;
    variables_ = {{"GITHUB_ACTIONS", "true"}, {"GITHUB_EVENT_NAME", name}, {"GITHUB_EVENT_PATH", path}};
  }
  void git(const std::string& arguments) { git_command(directory_.path(), arguments); }
};

TEST_F(ChosenRevisions, NoRepository) {
  EXPECT_EQ(call({"--repo", beside_.path().string()}).exit_code, 2);
  EXPECT_EQ(call({"--repo", "/no/such/directory"}).exit_code, 2);
}

TEST_F(ChosenRevisions, EmptyRepositoryIsGo) {
  EXPECT_EQ(call({}).exit_code, 0);
}

TEST_F(ChosenRevisions, UnknownRevision) {
  commit_shop();
  const Called called = call({"--base", "no-such-branch"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, HasSubstr("no-such-branch"));
}

TEST_F(ChosenRevisions, BareRepository) {
  const TemporaryDirectory bare;
  RepositoryBuilder repository(bare.path(), true);
  repository.overlay(std::filesystem::path(SAFEOPS_ROOT) / "fixtures/layouts/shop").commit("the shop");
  repository.write("flux/infrastructure/data/migrations/001.sql", "DROP TABLE users;\n").commit("drop");
  EXPECT_EQ(call({"--repo", bare.path().string()}).exit_code, 1);
}

TEST_F(ChosenRevisions, LinkedWorktreeAndDetachedHead) {
  commit_shop();
  commit_drop();
  const std::string linked = (beside_.path() / "linked").string();
  git("worktree add --detach '" + linked + "' HEAD");
  EXPECT_EQ(call({"--repo", linked, "--base", "HEAD^", "--head", "HEAD"}).exit_code, 1);
  EXPECT_EQ(call({"--repo", linked, "--base", "HEAD^"}).exit_code, 1);
}

TEST_F(ChosenRevisions, UntrackedFileCountsInTheWorkTreeOnly) {
  commit_shop();
  repository_.check_out();
  std::ofstream(directory_.path() / "flux/infrastructure/data/migrations/001-drop.sql") << "DROP TABLE users;\n";
  EXPECT_EQ(call({"--worktree"}).exit_code, 1);
  EXPECT_EQ(call({}).exit_code, 1);
  EXPECT_EQ(call({"--staged"}).exit_code, 0);
  git("add -A");
  EXPECT_EQ(call({"--staged"}).exit_code, 1);
}

TEST_F(ChosenRevisions, NothingIsWrittenIntoTheRepository) {
  commit_shop();
  repository_.check_out();
  std::ofstream(directory_.path() / "flux/infrastructure/data/migrations/001-drop.sql") << "DROP TABLE users;\n";
  const auto listing = [&] {
    std::map<std::string, std::filesystem::file_time_type> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path()))
      if (entry.is_regular_file()) files[entry.path().string()] = entry.last_write_time();
    return files;
  };
  const auto before = listing();
  call({"--worktree"});
  call({"--staged"});
  call({"replay"});
  EXPECT_EQ(listing(), before);
}

TEST_F(ChosenRevisions, RenamedMigrationStillDrops) {
  commit_shop();
  commit_drop();
  repository_.remove("flux/infrastructure/data/migrations/001-drop-users.sql");
  drop_users("002-drop-users.sql").commit("renamed");
  const Called called = call({"--base", "HEAD^", "--head", "HEAD"});
  EXPECT_THAT(called.out, HasSubstr("gate-migration-deleted"));
}

TEST_F(ChosenRevisions, PullRequestIsTheMergeAgainstItsFirstParent) {
  const git::Oid base = commit_shop();
  repository_.branch("feature", base);
  const git::Oid feature = commit_drop();
  repository_.branch("main");
  write_readme("main went on").commit("later on main");
  drop_users().commit("merge of the pull request", {feature});
  event("pull_request", R"({"pull_request": {"base": {"ref": "main", "sha": "0"}}})");
  const Called called = call({});
  EXPECT_EQ(called.exit_code, 1) << called.err;
  EXPECT_THAT(called.out, HasSubstr("schema-drop-table"));
}

TEST_F(ChosenRevisions, MergeGroup) {
  const std::string base = commit_shop().hex();
  const std::string head = commit_drop().hex();
  event("merge_group", fmt::format(R"({{"merge_group": {{"base_sha": "{}", "head_sha": "{}"}}}})", base, head));
  EXPECT_EQ(call({}).exit_code, 1);
  event("merge_group", fmt::format(R"({{"merge_group": {{"base_sha": "{}", "head_sha": "{}"}}}})", base, base));
  EXPECT_EQ(call({}).exit_code, 0);
}

TEST_F(ChosenRevisions, Push) {
  const std::string before = commit_shop().hex();
  commit_drop();
  const std::string after = write_readme("x").commit("then words").hex();
  event("push", fmt::format(R"({{"before": "{}", "after": "{}"}})", before, after));
  EXPECT_EQ(call({}).exit_code, 1);
}

TEST_F(ChosenRevisions, PushOfANewBranchStartsAtTheDefaultBranch) {
  const git::Oid base = commit_shop();
  repository_.branch("feature", base);
  const std::string after = commit_drop().hex();
  event("push", fmt::format(R"({{"before": "{}", "after": "{}"}})", std::string(40, '0'), after));
  EXPECT_EQ(call({}).exit_code, 1);
}

TEST_F(ChosenRevisions, PushOverALostCommit) {
  const std::string after = commit_shop().hex();
  event("push", fmt::format(R"({{"before": "{}", "after": "{}"}})", std::string(40, 'a'), after));
  EXPECT_EQ(call({}).exit_code, 2);
}

TEST_F(ChosenRevisions, ShallowCloneNamesFetchDepth) {
  const std::string base = commit_shop().hex();
  commit_drop();
  git_command(beside_.path(), "clone -q --depth 1 'file://" + directory_.path().string() + "' shallow");
  for (const std::string& revision : {base, std::string("HEAD^")}) {
    const Called called = call({"--repo", (beside_.path() / "shallow").string(), "--base", revision, "--head", "HEAD"});
    EXPECT_EQ(called.exit_code, 2) << revision;
    EXPECT_THAT(called.err, HasSubstr("fetch-depth")) << revision;
  }
}

}  // namespace
}  // namespace safeops::test
