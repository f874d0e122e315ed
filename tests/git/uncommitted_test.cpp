#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <map>
#include <string>

#include "git/git_command.hpp"
#include "git/snapshot.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::git {
namespace {

using test::git_command;
using test::RepositoryBuilder;
using test::TemporaryDirectory;

void write_file(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

// Every file below a directory with its time stamp and size.
std::map<std::string, std::pair<std::filesystem::file_time_type, std::uintmax_t>> state_of(const std::filesystem::path& root) {
  std::map<std::string, std::pair<std::filesystem::file_time_type, std::uintmax_t>> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
    files[entry.path().string()] = {entry.last_write_time(), entry.is_regular_file() ? entry.file_size() : 0};
  return files;
}

class UncommittedTest : public testing::Test {
 protected:
  UncommittedTest() {
    builder.write("a.txt", "1\n").write("d/b.txt", "2\n").write("d/c.txt", "3\n").write(".gitignore", "*.log\n");
    builder.commit("one");
    builder.check_out();
  }

  // The tree git itself would record for everything in the work tree.
  Oid recorded_by_git() {
    git_command(work, "add -A");
    git_command(work, "commit -q --allow-empty -m all");
    const Repository repository = Repository::open(work);
    return repository.commit(repository.resolve("HEAD")).tree;
  }

  TemporaryDirectory directory;
  std::filesystem::path work = directory.path() / "work";
  RepositoryBuilder builder{work};
};

TEST_F(UncommittedTest, IsTheHeadWhenNothingChanged) {
  const Repository repository = Repository::open(work);
  const Oid head = repository.commit(repository.resolve("HEAD")).tree;
  EXPECT_EQ(repository.index_tree(), head);
  EXPECT_EQ(repository.worktree_tree(), head);
}

TEST_F(UncommittedTest, HoldsWhatGitWouldRecord) {
  write_file(work / "a.txt", "edited\n");
  std::filesystem::remove(work / "d/b.txt");
  write_file(work / "new/deep/er.txt", "new\n");
  write_file(work / "ignored.log", "no\n");
  write_file(work / "run.sh", "#!/bin/sh\n");
  chmod((work / "run.sh").c_str(), 0755);
  write_file(work / "new\nline\x1b", "odd name\n");
  std::filesystem::create_symlink("a.txt", work / "link");
  std::filesystem::remove(work / "d/c.txt");
  write_file(work / "d/c.txt/now", "a directory\n");
  mkfifo((work / "pipe").c_str(), 0600);
  const Repository repository = Repository::open(work);
  const Oid tree = repository.worktree_tree();
  const Snapshot snapshot(repository, tree);
  EXPECT_EQ(repository.read_blob(snapshot.find("a.txt")->id), "edited\n");
  EXPECT_EQ(repository.read_blob(snapshot.find("link")->id), "a.txt");
  EXPECT_EQ(snapshot.find("link")->mode, Mode::symlink);
  EXPECT_EQ(snapshot.find("run.sh")->mode, Mode::executable);
  EXPECT_FALSE(snapshot.find("ignored.log"));
  EXPECT_FALSE(snapshot.find("d/b.txt"));
  std::filesystem::remove(work / "pipe");
  EXPECT_EQ(tree, recorded_by_git());
}

TEST_F(UncommittedTest, TellsTheIndexFromTheWorkTree) {
  write_file(work / "a.txt", "staged\n");
  git_command(work, "add a.txt");
  write_file(work / "a.txt", "not staged\n");
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.read_blob(Snapshot(repository, repository.index_tree()).find("a.txt")->id), "staged\n");
  EXPECT_EQ(repository.read_blob(Snapshot(repository, repository.worktree_tree()).find("a.txt")->id), "not staged\n");
}

TEST_F(UncommittedTest, TakesAnAnnouncedFileFromTheWorkTreeOnly) {
  write_file(work / "announced", "");
  git_command(work, "add --intent-to-add announced");
  const Repository repository = Repository::open(work);
  EXPECT_FALSE(Snapshot(repository, repository.index_tree()).find("announced"));
  const auto entry = Snapshot(repository, repository.worktree_tree()).find("announced");
  ASSERT_TRUE(entry);
  EXPECT_EQ(repository.read_blob(entry->id), "");
}

TEST_F(UncommittedTest, WritesNothingToTheRepository) {
  write_file(work / "a.txt", "edited\n");
  write_file(work / "same", "2\n");  // content git already has: its object must not be touched either
  const auto before = state_of(work);
  const Repository repository = Repository::open(work);
  (void)repository.index_tree();
  (void)repository.worktree_tree();
  EXPECT_EQ(state_of(work), before);
}

TEST_F(UncommittedTest, KeepsOnlyTheSizeOfAHugeFile) {
  write_file(work / "huge", std::string(9 * 1024 * 1024, 'x'));
  const Repository repository = Repository::open(work);
  const Oid tree = repository.worktree_tree();
  EXPECT_EQ(repository.blob_size(Snapshot(repository, tree).find("huge")->id), 9U * 1024 * 1024);
  EXPECT_EQ(tree, recorded_by_git());
}

TEST_F(UncommittedTest, TakesTheCommitASubmoduleIsAt) {
  const Oid recorded{{9}};
  builder.submodule("module", recorded).commit("module");
  builder.check_out();
  const Oid checked_out = RepositoryBuilder(work / "module").write("x", "1").commit("newer");
  const Repository repository = Repository::open(work);
  EXPECT_EQ(Snapshot(repository, repository.index_tree()).find("module")->id, recorded);
  const auto entry = Snapshot(repository, repository.worktree_tree()).find("module");
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->mode, Mode::submodule);
  EXPECT_EQ(entry->id, checked_out);
}

TEST_F(UncommittedTest, LeavesOutAnUntrackedRepositoryInside) {
  RepositoryBuilder nested(work / "nested");
  nested.write("x", "1").commit("nested");
  nested.check_out();
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.worktree_tree(), repository.commit(repository.resolve("HEAD")).tree);
}

TEST_F(UncommittedTest, KeepsASubmoduleThatIsNotCheckedOut) {
  builder.submodule("module", Oid{{9}}).commit("module");
  builder.check_out();
  std::filesystem::create_directories(work / "module");
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.worktree_tree(), repository.commit(repository.resolve("HEAD")).tree);
}

TEST_F(UncommittedTest, KeepsFilesASparseCheckoutLeftOut) {
  git_command(work, "sparse-checkout set --no-cone /a.txt");
  ASSERT_FALSE(std::filesystem::exists(work / "d/b.txt"));
  const Repository repository = Repository::open(work);
  EXPECT_EQ(repository.worktree_tree(), repository.commit(repository.resolve("HEAD")).tree);
}

TEST_F(UncommittedTest, RefusesAnUnfinishedMerge) {
  git_command(work, "checkout -q -b other");
  write_file(work / "a.txt", "theirs\n");
  git_command(work, "commit -q -a -m theirs");
  git_command(work, "checkout -q main");
  write_file(work / "a.txt", "ours\n");
  git_command(work, "commit -q -a -m ours");
  git_command(work, "merge other || true");
  const Repository repository = Repository::open(work);
  EXPECT_THROW((void)repository.index_tree(), CannotRun);
  EXPECT_THROW((void)repository.worktree_tree(), CannotRun);
}

TEST_F(UncommittedTest, IsTheIndexAloneBeforeTheFirstCommit) {
  const std::filesystem::path fresh = directory.path() / "fresh";
  const RepositoryBuilder empty(fresh);
  write_file(fresh / "a", "1");
  const Repository repository = Repository::open(fresh);
  EXPECT_TRUE(Snapshot(repository, repository.index_tree()).files().empty());
  EXPECT_EQ(Snapshot(repository, repository.worktree_tree()).files().size(), 1U);
}

}  // namespace
}  // namespace safeops::git
