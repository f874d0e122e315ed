#include "text/source.hpp"

#include <gtest/gtest.h>

#include <string>

#include "git/snapshot.hpp"
#include "harness/repository_builder.hpp"

namespace safeops::text {
namespace {

Source source_of(std::string bytes) {
  const std::uint64_t size = bytes.size();
  return {"a.sql", {}, git::Mode::regular, std::move(bytes), size};
}

TEST(LineIndex, EndsLinesAtLfCrLfAndLoneCr) {
  const std::string_view text = "one\ntwo\r\nthree\rfour";
  const LineIndex lines(text);
  ASSERT_EQ(lines.count(), 4U);
  EXPECT_EQ(lines.line(text, 1), "one");
  EXPECT_EQ(lines.line(text, 2), "two");
  EXPECT_EQ(lines.line(text, 3), "three");
  EXPECT_EQ(lines.line(text, 4), "four");
  EXPECT_EQ(lines.offset_of(3), 9U);
}

TEST(LineIndex, HasAnEmptyLastLineAfterAFinalLineEnd) {
  const LineIndex lines("a\n");
  EXPECT_EQ(lines.count(), 2U);
  EXPECT_EQ(lines.line("a\n", 2), "");
}

TEST(LineIndex, ClampsWhatIsOutside) {
  const std::string_view text = "a\nb";
  const LineIndex lines(text);
  EXPECT_EQ(lines.line_of(99), 2U);
  EXPECT_EQ(lines.offset_of(0), 0U);
  EXPECT_EQ(lines.offset_of(99), 2U);
  EXPECT_EQ(lines.position(text, 99), (Position{2, 2}));
}

TEST(LineIndex, CountsColumnsInCodePoints) {
  const std::string_view text = "x\n\u00e9\U0001F600z";
  EXPECT_EQ(LineIndex(text).position(text, 8), (Position{2, 3}));
}

TEST(LineIndex, CountsColumnsOnALineOfManyBlocks) {
  std::string text = "first\n";
  for (int i = 0; i < 3000; ++i) text += "\u00e9";
  EXPECT_EQ(LineIndex(text).position(text, static_cast<std::uint32_t>(text.size())), (Position{2, 3001}));
  EXPECT_EQ(LineIndex(text).position(text, 6 + 2 * 1500), (Position{2, 1501}));
}

TEST(LineIndex, IsOneEmptyLineWhenDefault) {
  EXPECT_EQ(LineIndex().count(), 1U);
  EXPECT_EQ(LineIndex().position("", 0), (Position{1, 1}));
}

TEST(Source, IsReadableWhenValidUtf8) {
  const Source source = source_of("\xEF\xBB\xBFselect '\u20ac';");
  EXPECT_TRUE(source.readable());
  EXPECT_EQ(source.text(), source.bytes());
}

TEST(Source, NamesTheFirstNulByte) {
  const Source source = source_of(std::string("select 1;\0drop", 14));
  EXPECT_EQ(source.unreadable(), Unreadable::nul_byte);
  EXPECT_EQ(source.fault(), 9U);
  EXPECT_EQ(source.text(), "");
  EXPECT_EQ(source.bytes().size(), 14U);
}

TEST(Source, RefusesEveryFormThatIsNotUtf8) {
  for (const std::string bad : {"\xff", "\x80", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                "\xf0\x80\x80\x80", "\xe2\x82", "\xf5\x80\x80\x80", "\xc3(", "\xf0\x9f\x98"}) {
    const Source source = source_of("0123456789" + bad);
    EXPECT_EQ(source.unreadable(), Unreadable::invalid_utf8);
    EXPECT_EQ(source.fault(), 10U);
  }
}

TEST(Source, AcceptsTheEdgesOfEveryLength) {
  EXPECT_TRUE(source_of("\x7f\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf")
                  .readable());
}

TEST(Source, KnowsAnLfsPointer) {
  EXPECT_EQ(source_of("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n").unreadable(),
            Unreadable::lfs_pointer);
  EXPECT_TRUE(source_of("version https://git-lfs.github.com/spec/v1\n" + std::string(1024, '#')).readable());
}

TEST(Source, HoldsNoBytesWhenTooLarge) {
  const Source source = source_of(std::string(max_file_bytes + 1, 'a'));
  EXPECT_EQ(source.unreadable(), Unreadable::too_large);
  EXPECT_EQ(source.bytes(), "");
  EXPECT_EQ(source.size(), max_file_bytes + 1);
  EXPECT_TRUE(source_of(std::string(max_file_bytes, 'a')).readable());
}

TEST(LinePlace, LeavesOutIndentationAndClamps) {
  const Source source = source_of("a\n  \tdrop  \r\n");
  EXPECT_EQ(line_place(source, 2).span, (Span{5, 11}));
  EXPECT_EQ(line_place(source, 2).start(), (Position{2, 4}));
  EXPECT_EQ(line_place(source, 9).span, (Span{13, 13}));
  EXPECT_EQ(line_place(source, 0).span, (Span{0, 1}));
}

TEST(Sources, ReadsEachPathAndBlobOnce) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder builder(directory.path());
  builder.write("a.sql", "select 1;").write("b.sql", "select 1;").link("c.sql", "a.sql").commit("files");
  const git::Repository repository = git::Repository::open(directory.path());
  const git::Snapshot head = git::Snapshot::of_commit(repository, repository.resolve("HEAD"));
  Sources sources(repository);
  const Source& a = sources.get(*head.find("a.sql"));
  EXPECT_EQ(a.text(), "select 1;");
  EXPECT_EQ(&sources.get(*head.find("a.sql")), &a);
  EXPECT_NE(&sources.get(*head.find("b.sql")), &a);
  EXPECT_EQ(sources.get(*head.find("c.sql")).unreadable(), Unreadable::not_a_file);
  EXPECT_EQ(sources.get(*head.find("c.sql")).bytes(), "");
}

TEST(Sources, DoesNotReadALargeBlob) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder builder(directory.path());
  builder.write("dump.sql", std::string(max_file_bytes + 1, '-')).commit("dump");
  const git::Repository repository = git::Repository::open(directory.path());
  Sources sources(repository);
  const Source& dump = sources.get(*git::Snapshot::of_commit(repository, repository.resolve("HEAD")).find("dump.sql"));
  EXPECT_EQ(dump.unreadable(), Unreadable::too_large);
  EXPECT_EQ(dump.size(), max_file_bytes + 1);
}

TEST(Sources, SaysThatAnObjectIsMissing) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder builder(directory.path());
  const git::Repository repository = git::Repository::open(directory.path());
  Sources sources(repository);
  git::Oid unknown;
  unknown.bytes.fill(0x42);
  try {
    sources.get({"a.sql", unknown, git::Mode::regular});
    FAIL() << "a missing blob was read";
  } catch (const CannotRun& error) {
    EXPECT_EQ(error.reason(), CannotRun::Reason::inspection);
  }
}

TEST(Sources, KeepsAdoptedTexts) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder builder(directory.path());
  const git::Repository repository = git::Repository::open(directory.path());
  Sources sources(repository);
  const Source& first = sources.adopt("-", "select 1;");
  for (int i = 0; i < 100; ++i) sources.adopt("-", "select 2;");
  EXPECT_EQ(first.text(), "select 1;");
}

}  // namespace
}  // namespace safeops::text
