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

std::vector<std::string> summaries(const std::vector<Commit>& commits) {
  std::vector<std::string> texts;
  for (const Commit& commit : commits) texts.push_back(commit.summary);
  return texts;
}

class AncestryTest : public testing::Test {
 protected:
  TemporaryDirectory directory;
  std::filesystem::path work = directory.path() / "work";
  RepositoryBuilder builder{work};
};

TEST_F(AncestryTest, FindsWhereBranchesParted) {
  builder.write("a", "1").commit("root");
  const Oid fork = builder.write("a", "2").commit("fork");
  const Oid topic = builder.branch("topic").write("b", "1").commit("topic");
  const Oid main = builder.branch("main").write("a", "3").commit("main");
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.merge_base(main, topic), fork);
  EXPECT_EQ(repository.merge_base(topic, main), fork);
  EXPECT_EQ(repository.merge_base(main, fork), fork);
  EXPECT_EQ(repository.merge_base(main, main), main);
  EXPECT_EQ(summaries(repository.commits_between(main, topic, 10)), std::vector<std::string>{"topic"});
  EXPECT_TRUE(repository.commits_between(main, fork, 10).empty());
}

TEST_F(AncestryTest, IsNotMisledByClocks) {
  const Oid root = builder.at(5000).write("a", "1").commit("root");
  const Oid fork = builder.at(100).write("a", "2").commit("fork");
  const Oid topic = builder.branch("topic").at(9000).write("b", "1").commit("topic");
  const Oid main = builder.branch("main").at(50).write("a", "3").commit("main");
  const Repository repository = Repository::open(work);
  EXPECT_NE(repository.merge_base(main, topic), root);
  EXPECT_EQ(repository.merge_base(main, topic), fork);
}

TEST_F(AncestryTest, ListsWhatAMergeBrings) {
  const Oid base = builder.write("a", "1").commit("base");
  builder.branch("topic").write("b", "1").commit("first");
  const Oid topic = builder.write("b", "2").commit("second");
  const Oid merge = builder.branch("main", base).write("b", "2").commit("merge", {topic});
  const Repository repository = Repository::open(work);
  EXPECT_EQ(summaries(repository.commits_between(base, merge, 10)), (std::vector<std::string>{"merge", "second", "first"}));
  EXPECT_EQ(summaries(repository.commits_between(base, merge, 2)), (std::vector<std::string>{"merge", "second"}));
}

TEST_F(AncestryTest, SaysThatHistoriesShareNothing) {
  const Oid one = builder.write("a", "1").commit("one");
  const std::filesystem::path other = directory.path() / "other";
  const Oid two = RepositoryBuilder(other).write("z", "1").commit("two");
  git_command(work, "fetch -q file://" + other.string() + " main:elsewhere");
  const Repository repository = Repository::open(work);
  EXPECT_THROW((void)repository.merge_base(one, two), CannotRun);
}

TEST_F(AncestryTest, WorksInAShallowCloneAsFarAsItGoes) {
  builder.write("a", "1").commit("root");
  const Oid base = builder.write("a", "2").commit("base");
  const Oid topic = builder.branch("topic").write("b", "1").commit("topic");
  const Oid main = builder.branch("main").write("a", "3").commit("main");
  const Oid merge = builder.write("b", "1").commit("merge", {topic});
  git_command(directory.path(), "clone -q --depth 2 file://" + work.string() + " shallow");
  const Repository repository = Repository::open(directory.path() / "shallow");
  EXPECT_EQ(repository.merge_base(main, merge), main);
  EXPECT_EQ(summaries(repository.commits_between(main, merge, 10)), (std::vector<std::string>{"merge", "topic"}));
  try {
    (void)repository.merge_base(main, topic);
    FAIL() << "found a merge base that the clone does not hold: " << base.hex();
  } catch (const CannotRun& error) {
    EXPECT_NE(std::string(error.what()).find("fetch-depth: 0"), std::string::npos);
  }
}

}  // namespace
}  // namespace safeops::git
