#include "git/snapshot.hpp"

#include <gtest/gtest.h>

#include <string>

#include "git/handles.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::git {
namespace {

using test::RepositoryBuilder;
using test::TemporaryDirectory;

std::vector<std::string> paths(const std::vector<Entry>& entries) {
  std::vector<std::string> texts;
  for (const Entry& entry : entries) texts.push_back(entry.path);
  return texts;
}

class SnapshotTest : public testing::Test {
 protected:
  Snapshot snapshot(const Oid& commit) { return Snapshot::of_commit(repository, commit); }

  TemporaryDirectory directory;
  RepositoryBuilder builder{directory.path()};
  Repository repository = Repository::open(directory.path());
};

TEST_F(SnapshotTest, FindsEntriesOfEveryKind) {
  builder.write("a/b/file", "1").write_executable("run.sh", "2").link("link", "a").submodule("module", Oid{{1}});
  const Snapshot head = snapshot(builder.commit("one"));
  EXPECT_EQ(head.find("")->mode, Mode::directory);
  EXPECT_EQ(head.find("a/b")->mode, Mode::directory);
  EXPECT_EQ(head.find("a/b/file")->mode, Mode::regular);
  EXPECT_EQ(head.find("a/b/file")->path, "a/b/file");
  EXPECT_EQ(repository.read_blob(head.find("a/b/file")->id), "1");
  EXPECT_EQ(repository.blob_size(head.find("a/b/file")->id), 1U);
  EXPECT_EQ(head.find("run.sh")->mode, Mode::executable);
  EXPECT_EQ(head.find("link")->mode, Mode::symlink);
  EXPECT_EQ(head.find("module")->mode, Mode::submodule);
}

TEST_F(SnapshotTest, FindsNothingElse) {
  const Snapshot head = snapshot(builder.write("a/b", "1").link("link", "a").submodule("module", Oid{{1}}).commit("one"));
  for (const char* path : {"x", "a/x", "a/b/c", "a/", "/a", "a//b", "link/b", "module/x", ".", "..", "a/../a", "a/./b"})
    EXPECT_FALSE(head.find(path)) << path;
}

TEST_F(SnapshotTest, ListsChildrenInByteOrderOfPaths) {
  const Snapshot head = snapshot(builder.write("d/a.txt", "1").write("d/a/x", "1").write("d/a-b", "1").commit("one"));
  EXPECT_EQ(paths(head.children("d")), (std::vector<std::string>{"d/a", "d/a-b", "d/a.txt"}));
  EXPECT_EQ(paths(head.children("")), std::vector<std::string>{"d"});
  EXPECT_TRUE(head.children("d/a.txt").empty());
  EXPECT_TRUE(head.children("none").empty());
}

TEST_F(SnapshotTest, WalksFilesInByteOrderOfPaths) {
  builder.write("a.txt", "1").write("a/x", "1").write("a/y/z", "1").write("a-b", "1").link("l", "a");
  const Snapshot head = snapshot(builder.commit("one"));
  EXPECT_EQ(paths(head.files()), (std::vector<std::string>{"a-b", "a.txt", "a/x", "a/y/z", "l"}));
  EXPECT_EQ(paths(head.files("a")), (std::vector<std::string>{"a/x", "a/y/z"}));
  EXPECT_TRUE(head.files("a.txt").empty());
}

TEST_F(SnapshotTest, KeepsAnyByteOfAName) {
  const std::string name = "new\nline\x1b[31m \xff::";
  const Snapshot head = snapshot(builder.write(name, "1").commit("one"));
  EXPECT_EQ(paths(head.files()), std::vector{name});
  EXPECT_TRUE(head.find(name));
}

// Writes raw tree objects: what no git command would make.
class RawTreeTest : public SnapshotTest {
 protected:
  struct Item {
    std::string mode;
    std::string name;
    Oid id;
  };

  Oid write(std::string_view content, git_object_t type) {
    git_oid id;
    EXPECT_EQ(git_odb_write(&id, objects.get(), content.data(), content.size(), type), 0);
    return to_oid(id);
  }

  Oid tree(const std::vector<Item>& items) {
    std::string content;
    for (const Item& item : items) {
      content += item.mode + ' ' + item.name + '\0';
      content.append(reinterpret_cast<const char*>(item.id.bytes.data()), item.id.bytes.size());
    }
    return write(content, GIT_OBJECT_TREE);
  }

  OdbHandle open_objects() {
    OdbHandle handle;
    EXPECT_EQ(git_odb_open(Out(handle), (directory.path() / ".git/objects").c_str()), 0);
    return handle;
  }

  OdbHandle objects = open_objects();
  Oid blob = write("text", GIT_OBJECT_BLOB);
};

TEST_F(RawTreeTest, RefusesNamesThatLeadElsewhere) {
  for (const char* name : {"..", ".", ".git", "a/b"})
    EXPECT_THROW((void)Snapshot(repository, tree({{"100644", name, blob}})).files(), CannotRun) << name;
}

TEST_F(RawTreeTest, RefusesDuplicateAndUnsortedEntries) {
  EXPECT_THROW((void)Snapshot(repository, tree({{"100644", "a", blob}, {"100644", "a", blob}})).find("a"), CannotRun);
  EXPECT_THROW((void)Snapshot(repository, tree({{"100644", "b", blob}, {"100644", "a", blob}})).find("a"), CannotRun);
}

TEST_F(RawTreeTest, StaysValidWhenTheCacheIsDropped) {
  const TreeEntries kept = repository.tree_entries(tree({{"100644", "kept", blob}}));
  for (int i = 0; i < 120; ++i) {
    std::vector<Item> items;
    for (int j = 1000; j < 2000; ++j) items.push_back({"100644", std::to_string(i) + "-" + std::to_string(j), blob});
    EXPECT_EQ(repository.tree_entries(tree(items)).size(), 1000U);
  }
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].path, "kept");
  EXPECT_EQ(kept.find("kept")->id, blob);
  EXPECT_EQ(kept.find("other"), nullptr);
}

TEST_F(RawTreeTest, EndsWalksThroughTreesThatListOneAnotherManyTimes) {
  Oid nothing = tree({});
  for (int i = 0; i < 40; ++i) nothing = tree({{"40000", "a", nothing}, {"40000", "b", nothing}});
  EXPECT_THROW(Snapshot(repository, nothing).walk("", [](const Entry&) {}), CannotRun);
  EXPECT_THROW((void)diff(Snapshot(repository, tree({})), Snapshot(repository, nothing)), CannotRun);
}

TEST_F(RawTreeTest, EndsWalksThroughDirectoriesNestedTooDeep) {
  Oid deep = tree({{"100644", "f", blob}});
  for (int i = 0; i < 2100; ++i) deep = tree({{"40000", "d", deep}});
  EXPECT_THROW((void)Snapshot(repository, deep).files(), CannotRun);
  EXPECT_THROW((void)diff(Snapshot(repository, tree({})), Snapshot(repository, deep)), CannotRun);
}

}  // namespace
}  // namespace safeops::git
