#include <gtest/gtest.h>

#include <string>

#include "git/git_command.hpp"
#include "git/repository.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::git {
namespace {

using test::git_command;
using test::RepositoryBuilder;
using test::TemporaryDirectory;

std::string refusal(const Repository& repository, std::string_view revision) {
  try {
    return repository.resolve(revision).hex();
  } catch (const CannotRun& error) {
    EXPECT_EQ(error.reason(), CannotRun::Reason::usage);
    return error.what();
  }
}

bool mentions(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// one - two - merge (main)
//   \- side -/
class RevisionTest : public testing::Test {
 protected:
  RevisionTest() {
    one = builder.write("a", "1").commit("one");
    side = builder.branch("feature/side").write("b", "1").commit("side");
    two = builder.branch("main").write("a", "2").commit("two");
    merge = builder.write("b", "1").commit("merge", {side});
  }

  TemporaryDirectory directory;
  std::filesystem::path work = directory.path() / "work";
  RepositoryBuilder builder{work};
  Oid one, side, two, merge;
};

TEST_F(RevisionTest, ResolvesNamesAndIds) {
  git_command(work, "tag light " + one.hex());
  git_command(work, "tag -a -m text heavy " + two.hex());
  git_command(work, "update-ref refs/remotes/origin/main " + two.hex());
  git_command(work, "symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main");
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.resolve("HEAD"), merge);
  EXPECT_EQ(repository.resolve("main"), merge);
  EXPECT_EQ(repository.resolve("refs/heads/feature/side"), side);
  EXPECT_EQ(repository.resolve("feature/side"), side);
  EXPECT_EQ(repository.resolve("light"), one);
  EXPECT_EQ(repository.resolve("heavy"), two);
  EXPECT_EQ(repository.resolve("refs/tags/heavy"), two);
  EXPECT_EQ(repository.resolve("origin/main"), two);
  EXPECT_EQ(repository.resolve("origin"), two);
  EXPECT_EQ(repository.resolve(two.hex()), two);
  EXPECT_EQ(repository.resolve(two.hex().substr(0, 10)), two);
}

TEST_F(RevisionTest, WalksBack) {
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.resolve("HEAD^"), two);
  EXPECT_EQ(repository.resolve("HEAD^0"), merge);
  EXPECT_EQ(repository.resolve("HEAD^2"), side);
  EXPECT_EQ(repository.resolve("HEAD~"), two);
  EXPECT_EQ(repository.resolve("HEAD~2"), one);
  EXPECT_EQ(repository.resolve("HEAD^2~1"), one);
  EXPECT_EQ(repository.resolve("main^^"), one);
  EXPECT_EQ(repository.resolve(merge.hex() + "^2^"), one);
}

TEST_F(RevisionTest, ResolvesADetachedHead) {
  builder.check_out();
  git_command(work, "checkout -q --detach " + side.hex());
  EXPECT_EQ(Repository::open(work).resolve("HEAD"), side);
}

TEST_F(RevisionTest, RefusesWhatNamesNoCommit) {
  const Repository repository = Repository::open(work);
  for (const std::string text : {"", "nothing", ":/one", "HEAD^{/one}", "HEAD@{1}", "main:a", "..", "main..side", "HEAD^x",
                                 "HEAD~1x", "~1", "HEAD~99999999999999999999999", "refs/heads/", "--all", "abcdef"})
    EXPECT_TRUE(mentions(refusal(repository, text), "names no commit")) << text;
  EXPECT_THROW((void)repository.resolve(std::string_view("HEAD\0x", 6)), CannotRun);
  EXPECT_TRUE(mentions(refusal(repository, one.hex().substr(0, 6)), "names no commit"));
}

TEST_F(RevisionTest, RefusesParentsThatAreNotThere) {
  const Repository repository = Repository::open(work);
  EXPECT_TRUE(mentions(refusal(repository, "HEAD^3"), "has 2"));
  EXPECT_TRUE(mentions(refusal(repository, "HEAD~4000000000"), "has 0"));
}

TEST_F(RevisionTest, RefusesAnIdThatIsNoCommit) {
  const Repository repository = Repository::open(work);
  EXPECT_TRUE(mentions(refusal(repository, repository.commit(one).tree.hex()), "names no commit"));
}

TEST_F(RevisionTest, SaysWhichFetchDepthAShallowCloneNeeds) {
  git_command(directory.path(), "clone -q --depth 1 file://" + work.string() + " shallow");
  const Repository repository = Repository::open(directory.path() / "shallow");
  EXPECT_TRUE(repository.is_shallow());
  EXPECT_EQ(repository.resolve("HEAD"), merge);
  for (const std::string text : {"HEAD^1", "HEAD~5", "feature/side"}) {
    EXPECT_TRUE(mentions(refusal(repository, text), "fetch-depth: 2")) << text;
    EXPECT_TRUE(mentions(refusal(repository, text), "fetch-depth: 0")) << text;
  }
}

TEST_F(RevisionTest, ReachesTheParentsInACloneOfDepthTwo) {
  git_command(directory.path(), "clone -q --depth 2 file://" + work.string() + " shallow");
  const Repository repository = Repository::open(directory.path() / "shallow");
  EXPECT_EQ(repository.resolve("HEAD^1"), two);
  EXPECT_EQ(repository.resolve("HEAD^2"), side);
  EXPECT_TRUE(mentions(refusal(repository, "HEAD^1^"), "fetch-depth: 0"));
}

}  // namespace
}  // namespace safeops::git
