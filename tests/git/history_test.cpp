#include "git/history.hpp"

#include <gtest/gtest.h>

#include <string>

#include "git/git_command.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::git {
namespace {

using test::git_command;
using test::RepositoryBuilder;
using test::TemporaryDirectory;

std::string summary(const std::optional<Commit>& commit) {
  return commit ? commit->summary : "none";
}

class HistoryTest : public testing::Test {
 protected:
  Oid blob(std::string_view path) { return Snapshot::of_commit(repository, repository.resolve("main")).find(path).value().id; }
  History history() { return {repository, repository.resolve("main")}; }

  TemporaryDirectory directory;
  std::filesystem::path work = directory.path() / "work";
  RepositoryBuilder builder{work};
  Repository repository = Repository::open(work);
};

TEST_F(HistoryTest, FollowsFirstParentsOnly) {
  const Oid base = builder.write("a", "1").commit("base");
  const Oid topic = builder.branch("topic").write("b", "1").commit("topic");
  builder.branch("main", base).write("b", "1").commit("merge", {topic});
  const History main = history();
  EXPECT_EQ(main.at(1)->summary, "base");
  EXPECT_EQ(main.at(0)->summary, "merge");
  EXPECT_EQ(main.at(2), nullptr);
  EXPECT_FALSE(main.truncated());
}

TEST_F(HistoryTest, FollowsAFileThatIsMoved) {
  builder.write("m/1.sql", "ALTER TABLE users ADD COLUMN city text;\n").commit("landed");
  builder.remove("m/1.sql").write("n/1.sql", "ALTER TABLE users ADD COLUMN city text;\n").commit("moved");
  builder.write("a", "1").commit("later");
  EXPECT_EQ(summary(history().landed("n/1.sql")), "landed");
  EXPECT_EQ(history().landed_step("n/1.sql"), 2U);
}

TEST_F(HistoryTest, BelievesNoClockThatWasPutBack) {
  builder.at(1000).write("a", "1").commit("first");
  builder.at(10).write("b", "1").commit("put back");
  builder.at(3000).write("a", "2").commit("later");
  EXPECT_EQ(history().landed_at(1), 3000);  // no later than the next one
  EXPECT_EQ(history().landed("b")->time, 3000);
  EXPECT_EQ(history().landed_at(0), 3000);
  EXPECT_EQ(history().first_before(1000), 2U);
}

TEST_F(HistoryTest, KeepsWhatItReturned) {
  for (int i = 0; i < 50; ++i) builder.write("a", std::to_string(i)).commit(std::to_string(i));
  const History main = history();
  const Commit* tip = main.at(0);
  EXPECT_EQ(main.at(49)->summary, "0");
  EXPECT_EQ(tip->summary, "49");
  EXPECT_EQ(main.at(0), tip);
}

TEST_F(HistoryTest, DatesASquashMergeByItsOwnCommit) {
  builder.write("a", "1").commit("base");
  builder.write("m/1.sql", "expand").commit("squashed");
  builder.write("a", "2").commit("later");
  EXPECT_EQ(summary(history().landed("m/1.sql")), "squashed");
  EXPECT_EQ(summary(history().landed("m")), "squashed");
  EXPECT_EQ(summary(history().landed("a")), "base");
  EXPECT_EQ(summary(history().landed("m/2.sql")), "none");
}

TEST_F(HistoryTest, CountsFromTheReturnAfterARevert) {
  builder.write("m/1.sql", "expand").commit("first");
  builder.remove("m").commit("revert");
  builder.write("m/1.sql", "expand").commit("again");
  builder.write("m/2.sql", "other").commit("later");
  EXPECT_EQ(summary(history().landed("m/1.sql")), "again");
  EXPECT_EQ(summary(history().landed("m/1.sql", blob("m/1.sql"))), "again");
}

TEST_F(HistoryTest, TellsAPathFromItsContent) {
  builder.write("a", "1").commit("first");
  builder.write("a", "2").commit("edit");
  builder.write("b", "1").commit("later");
  EXPECT_EQ(summary(history().landed("a")), "first");
  EXPECT_EQ(summary(history().landed("a", blob("a"))), "edit");
  EXPECT_EQ(summary(history().landed("a", blob("b"))), "none");
}

TEST_F(HistoryTest, ListsVersionsNewestFirst) {
  builder.write("z", "0").commit("root");
  builder.write("d/a", "1").commit("add");
  const Oid first = blob("d/a");
  builder.write("z", "1").commit("elsewhere");
  builder.write("d/a", "2").commit("edit");
  const Oid second = blob("d/a");
  builder.remove("d/a").commit("remove");
  builder.write("d/a", "1").commit("add again");
  const std::vector<History::Version> versions = history().versions("d/a");
  ASSERT_EQ(versions.size(), 4U);
  EXPECT_EQ(versions[0].commit.summary, "add again");
  EXPECT_EQ(versions[0].blob, first);
  EXPECT_EQ(versions[1].commit.summary, "remove");
  EXPECT_EQ(versions[1].blob, std::nullopt);
  EXPECT_EQ(versions[2].commit.summary, "edit");
  EXPECT_EQ(versions[2].blob, second);
  EXPECT_EQ(versions[3].commit.summary, "add");
  EXPECT_TRUE(history().versions("nothing").empty());
  EXPECT_EQ(history().versions("z").back().commit.summary, "root");
}

TEST_F(HistoryTest, SeesADirectoryThatReplacedAFile) {
  builder.write("a", "1").commit("file");
  builder.write("a/b", "quite another text").commit("directory");
  const std::vector<History::Version> versions = history().versions("a");
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].blob, std::nullopt);
  EXPECT_EQ(summary(history().landed("a/b")), "directory");
}

TEST_F(HistoryTest, AsksOnlyWhereTheDirectoryDiffers) {
  builder.write("flags/on", "no").commit("off");
  builder.write("flags/on", "yes").commit("on");
  for (int i = 0; i < 10; ++i) builder.write("other", std::to_string(i)).commit("other");
  int asked = 0;
  const auto is_on = [&](const Snapshot& snapshot) {
    ++asked;
    return repository.read_blob(snapshot.find("flags/on")->id) == "yes";
  };
  EXPECT_EQ(summary(history().since("flags", is_on)), "on");
  EXPECT_EQ(asked, 2);
  EXPECT_EQ(summary(history().since("", is_on)), "on");
  EXPECT_EQ(asked, 2 + 12);
  EXPECT_EQ(summary(history().since("flags", [](const Snapshot&) { return false; })), "none");
}

TEST_F(HistoryTest, SaysWhereAShallowCloneEnds) {
  for (int i = 0; i < 5; ++i) builder.write("a", std::to_string(i)).write("b", "same").commit(std::to_string(i));
  git_command(directory.path(), "clone -q --depth 2 file://" + work.string() + " shallow");
  const Repository shallow = Repository::open(directory.path() / "shallow");
  const History main(shallow, shallow.resolve("HEAD"));
  EXPECT_FALSE(main.truncated());
  EXPECT_EQ(main.at(1)->summary, "3");
  EXPECT_EQ(main.at(2), nullptr);
  EXPECT_TRUE(main.truncated());
  EXPECT_EQ(summary(main.landed("b")), "3");
}

}  // namespace
}  // namespace safeops::git
