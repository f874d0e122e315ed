#include <gtest/gtest.h>

#include <string>

#include "git/snapshot.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::git {

std::ostream& operator<<(std::ostream& out, const LineRange& range) {
  return out << range.first << '-' << range.last;
}
bool operator==(const LineRange& one, const LineRange& two) {
  return one.first == two.first && one.last == two.last;
}

namespace {

using test::RepositoryBuilder;
using test::TemporaryDirectory;

// "+a" added, "-a" removed, "a" edited or retyped, "a>b" renamed.
std::vector<std::string> described(const std::vector<FileChange>& changes) {
  std::vector<std::string> texts;
  for (const FileChange& change : changes)
    texts.push_back(change.added()     ? "+" + change.path()
                    : change.removed() ? "-" + change.path()
                    : change.renamed() ? change.base->path + ">" + change.head->path
                                       : change.path());
  return texts;
}

std::string numbered_lines(int first, int last) {
  std::string text;
  for (int i = first; i <= last; ++i) text += "line number " + std::to_string(i) + "\n";
  return text;
}

class DiffTest : public testing::Test {
 protected:
  Snapshot commit() { return Snapshot::of_commit(repository, builder.commit("one")); }

  TemporaryDirectory directory;
  RepositoryBuilder builder{directory.path()};
  Repository repository = Repository::open(directory.path());
};

TEST_F(DiffTest, ListsChangesByPath) {
  builder.write("same/x", "1").write("edited", "1").write("z/removed", "1").write("mode", "1");
  const Snapshot base = commit();
  builder.write("edited", "2").remove("z").write("a/added", "something else").write_executable("mode", "1");
  const Snapshot head = commit();
  EXPECT_EQ(described(diff(base, head)), (std::vector<std::string>{"+a/added", "edited", "mode", "-z/removed"}));
  EXPECT_EQ(described(diff(head, base)), (std::vector<std::string>{"-a/added", "edited", "mode", "+z/removed"}));
  EXPECT_TRUE(diff(head, head).empty());
}

TEST_F(DiffTest, ShowsAFileThatBecameALinkAsOneChange) {
  builder.write("a", "1");
  const Snapshot base = commit();
  builder.link("a", "elsewhere");
  const std::vector<FileChange> changes = diff(base, commit());
  ASSERT_EQ(described(changes), std::vector<std::string>{"a"});
  EXPECT_EQ(changes[0].base->mode, Mode::regular);
  EXPECT_EQ(changes[0].head->mode, Mode::symlink);
}

TEST_F(DiffTest, ShowsAFileThatBecameADirectory) {
  builder.write("a", "short");
  const Snapshot base = commit();
  builder.write("a/b", numbered_lines(1, 9));
  EXPECT_EQ(described(diff(base, commit())), (std::vector<std::string>{"-a", "+a/b"}));
}

TEST_F(DiffTest, FindsExactRenamesByNameFirst) {
  builder.write("old/one.sql", "select 1;").write("old/two.sql", "select 1;");
  const Snapshot base = commit();
  builder.clear().write("new/two.sql", "select 1;").write("new/one.sql", "select 1;");
  EXPECT_EQ(described(diff(base, commit())), (std::vector<std::string>{"old/one.sql>new/one.sql", "old/two.sql>new/two.sql"}));
}

TEST_F(DiffTest, FindsEditedRenames) {
  builder.write("migrations/1.sql", numbered_lines(1, 30)).write("other", "unlike anything\n");
  const Snapshot base = commit();
  builder.clear().write("archive/1.sql", numbered_lines(1, 27) + "drop table users;\n").write("fresh", "nothing of the kind\n");
  EXPECT_EQ(described(diff(base, commit())), (std::vector<std::string>{"migrations/1.sql>archive/1.sql", "+fresh", "-other"}));
}

TEST_F(DiffTest, LeavesUnlikeFilesApart) {
  builder.write("a", numbered_lines(1, 30));
  const Snapshot base = commit();
  builder.clear().write("b", numbered_lines(500, 530));
  EXPECT_EQ(described(diff(base, commit())), (std::vector<std::string>{"-a", "+b"}));
}

TEST_F(DiffTest, GivesUpOnSimilarityWithTooManyCandidates) {
  for (int i = 0; i < 500; ++i) builder.write("old/" + std::to_string(i), numbered_lines(i * 50, i * 50 + 5));
  const Snapshot base = commit();
  builder.clear();
  for (int i = 0; i < 500; ++i) builder.write("new/" + std::to_string(i), numbered_lines(i * 50, i * 50 + 4));
  EXPECT_EQ(diff(base, commit()).size(), 1000U);
}

TEST(AddedLines, AreThoseOfTheHead) {
  EXPECT_EQ(added_lines("a\nb\nc\n", "a\nx\ny\nc\nz\n"), (std::vector<LineRange>{{2, 3}, {5, 5}}));
  EXPECT_EQ(added_lines("", "a\nb"), (std::vector<LineRange>{{1, 2}}));
  EXPECT_TRUE(added_lines("a\nb\n", "a\n").empty());
  EXPECT_TRUE(added_lines("a\n", "").empty());
  EXPECT_TRUE(added_lines("", "").empty());
}

TEST(AddedLines, TakeEverythingForText) {
  const std::string_view head("a\0\n\xff\nc\n", 7);
  EXPECT_EQ(added_lines("a\0", head), (std::vector<LineRange>{{1, 3}}));
}

TEST(AddedLines, CountALoneCrAsALineEnd) {
  EXPECT_EQ(added_lines("one\rtwo\r", "one\rnew\rtwo\r"), (std::vector<LineRange>{{2, 2}}));
  EXPECT_EQ(added_lines("one\r\ntwo\r\n", "one\r\ntwo\r\nnew\r\n"), (std::vector<LineRange>{{3, 3}}));
}

TEST(AddedLines, AreOneRunWhereTooManyLinesDiffer) {
  std::string base = "same\n";
  std::string head = "same\n";
  for (int i = 0; i < 100'000; ++i) {
    base += static_cast<char>('a' + i % 13);
    base += '\n';
    head += static_cast<char>('A' + i % 11);
    head += '\n';
  }
  EXPECT_EQ(added_lines(base + "x\nend\n", head + "y\nend\n"), (std::vector<LineRange>{{2, 100'002}}));
  EXPECT_EQ(added_lines(base + "same\nend", head + "same\nend"), (std::vector<LineRange>{{2, 100'001}}));
  EXPECT_EQ(added_lines("", head), (std::vector<LineRange>{{1, 100'001}}));
  EXPECT_TRUE(added_lines(head + base, head).empty());
}

TEST(AddedLines, FindsASmallEditInALargeText) {
  std::string base;
  for (int i = 0; i < 100'000; ++i) base += "line\n";
  EXPECT_EQ(added_lines(base + base, base + "new\n" + base), (std::vector<LineRange>{{100'001, 100'001}}));
}

}  // namespace
}  // namespace safeops::git
