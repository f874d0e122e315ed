#include "git/repository.hpp"

#include <gtest/gtest.h>

#include <string>

#include "git/git_command.hpp"
#include "git/snapshot.hpp"
#include "harness/repository_builder.hpp"

// libgit2 1.5 leaks the match data of a regular expression each time it reads a repository's extensions.
extern "C" const char* __lsan_default_suppressions() {
  return "leak:libpcre2-8.so";
}

namespace safeops::git {
namespace {

using test::git_command;
using test::RepositoryBuilder;
using test::TemporaryDirectory;

// What CannotRun says; "" when nothing was thrown.
template <typename Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const CannotRun& error) {
    return error.what();
  }
  return "";
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

class RepositoryTest : public testing::Test {
 protected:
  TemporaryDirectory directory;
  std::filesystem::path work = directory.path() / "work";
  RepositoryBuilder builder{work};
};

TEST_F(RepositoryTest, OpensFromADirectoryInside) {
  builder.write("deep/er/a.txt", "a").commit("one");
  builder.check_out();
  const Repository repository = Repository::open(work / "deep" / "er");
  EXPECT_EQ(std::filesystem::canonical(repository.directory()), std::filesystem::canonical(work));
  EXPECT_FALSE(repository.is_bare());
  EXPECT_FALSE(repository.is_shallow());
}

TEST_F(RepositoryTest, SaysWhereItFoundNone) {
  EXPECT_TRUE(mentions(refusal([&] { Repository::open(directory.path()); }), directory.path().string()));
  EXPECT_TRUE(mentions(refusal([&] { Repository::open(work / "nowhere"); }), "does not exist"));
}

TEST_F(RepositoryTest, OpensBareRepositories) {
  const std::filesystem::path bare = directory.path() / "bare.git";
  RepositoryBuilder bare_builder(bare, true);
  const Oid tip = bare_builder.write("a", "1").commit("one");
  const Repository repository = Repository::open(bare);
  EXPECT_TRUE(repository.is_bare());
  EXPECT_EQ(std::filesystem::path(repository.directory()).filename(), "bare.git");
  EXPECT_EQ(repository.resolve("main"), tip);
  EXPECT_TRUE(mentions(refusal([&] { (void)repository.worktree_tree(); }), "bare"));
  EXPECT_TRUE(mentions(refusal([&] { (void)repository.index_tree(); }), "bare"));
}

TEST_F(RepositoryTest, OpensLinkedWorktreesWithTheirOwnHead) {
  const Oid one = builder.write("a", "1").commit("one");
  builder.write("a", "2").commit("two");
  git_command(work, "worktree add -q --detach ../linked " + one.hex());
  const Repository repository = Repository::open(directory.path() / "linked");
  EXPECT_EQ(repository.resolve("HEAD"), one);
  EXPECT_EQ(repository.worktree_tree(), repository.commit(one).tree);
}

TEST_F(RepositoryTest, OpensPartialClonesAndSparseCheckouts) {
  builder.write("a", "1").write("b/c", "2").commit("one");
  builder.check_out();
  git_command(work, "config core.repositoryFormatVersion 1");
  git_command(work, "config extensions.partialClone origin");
  git_command(work, "config extensions.worktreeConfig true");
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.resolve("HEAD"), repository.resolve("main"));
}

TEST_F(RepositoryTest, ReadsCommits) {
  const Oid one = builder.author("Ann", "ann@example.com").at(1000).write("a", "1").commit("First line\n\nmore");
  const Oid two = builder.commit("second");
  const Repository repository = Repository::open(work);
  const Commit commit = repository.commit(one);
  EXPECT_EQ(commit.author, (Identity{"Ann", "ann@example.com"}));
  EXPECT_EQ(commit.committer, commit.author);
  EXPECT_EQ(commit.time, 1000);
  EXPECT_EQ(commit.summary, "First line");
  EXPECT_TRUE(commit.parents.empty());
  EXPECT_EQ(repository.commit(two).parents, std::vector{one});
  EXPECT_EQ(repository.commit(two).time, 1000 + 3600);
}

TEST_F(RepositoryTest, SaysThatAnObjectIsMissing) {
  Oid unknown;
  unknown.bytes.fill(7);
  const Repository repository = Repository::open(work);
  for (const auto& call : {std::function<void()>([&] { (void)repository.commit(unknown); }),
                           std::function<void()>([&] { (void)repository.read_blob(unknown); }),
                           std::function<void()>([&] { (void)repository.blob_size(unknown); }),
                           std::function<void()>([&] { (void)repository.tree_entries(unknown); })}) {
    try {
      call();
      FAIL() << "a missing object was read";
    } catch (const CannotRun& error) {
      EXPECT_EQ(error.reason(), CannotRun::Reason::inspection);
      EXPECT_TRUE(mentions(error.what(), unknown.hex()));
    }
  }
}

TEST_F(RepositoryTest, RefusesATreeListedAsAFile) {
  builder.write("a/b", "1").commit("one");
  const Repository repository = Repository::open(work);
  const Oid tree = repository.commit(repository.resolve("HEAD")).tree;
  EXPECT_TRUE(mentions(refusal([&] { (void)repository.read_blob(tree); }), "is none"));
  EXPECT_TRUE(mentions(refusal([&] { (void)repository.blob_size(tree); }), "is none"));
}

TEST_F(RepositoryTest, ReadsTheConfiguredIdentity) {
  git_command(work, "config user.name Ann");
  git_command(work, "config user.email ann@example.com");
  EXPECT_EQ(Repository::open(work).configured_identity(), (Identity{"Ann", "ann@example.com"}));
}

TEST_F(RepositoryTest, FindsTheDefaultBranch) {
  EXPECT_EQ(Repository::open(work).default_branch(), std::nullopt);
  const Oid one = builder.write("a", "1").commit("one");
  const Oid two = builder.branch("topic").write("a", "2").commit("two");
  EXPECT_EQ(Repository::open(work).default_branch(), one);
  git_command(work, "update-ref refs/remotes/origin/trunk " + two.hex());
  git_command(work, "symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/trunk");
  EXPECT_EQ(Repository::open(work).default_branch(), two);
}

}  // namespace
}  // namespace safeops::git
