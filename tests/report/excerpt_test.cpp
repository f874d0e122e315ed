#include "report/excerpt.hpp"

#include <gtest/gtest.h>

#include "report/sample_verdict.hpp"

namespace safeops::report {
namespace {

using sample::Story;

Excerpt excerpt(Story& story, std::string_view bytes, std::string_view wanted) {
  return excerpt_of(Story::at(story.file("a.sql", bytes), wanted)).value();
}

TEST(Excerpt, PutsTheCaretUnderTheSpan) {
  Story story;
  const Excerpt tabs = excerpt(story, "x\n\tDROP y;\n", "DROP");
  EXPECT_EQ(tabs.line, 2U);
  EXPECT_EQ(tabs.text, "    DROP y;");
  EXPECT_EQ(tabs.caret_column, 4U);
  EXPECT_EQ(tabs.caret_width, 4U);
  const Excerpt wide = excerpt(story, "\u65e5\u672c DROP", "DROP");
  EXPECT_EQ(wide.caret_column, 5U);
}

TEST(Excerpt, UnderlinesTheFirstLineOfALongSpan) {
  Story story;
  const Excerpt first = excerpt(story, "DROP\r\n  TABLE x;", "DROP\r\n  TABLE x;");
  EXPECT_EQ(first.text, "DROP");
  EXPECT_EQ(first.caret_width, 4U);
}

TEST(Excerpt, HasAtLeastOneCaret) {
  Story story;
  const text::Source& file = story.file("a.sql", "ab\n\n");
  for (const std::uint32_t offset : {0U, 2U, 3U, 4U, 99U}) {
    const auto shown = excerpt_of({&file, {offset, offset}});
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->caret_width, 1U) << offset;
  }
}

TEST(Excerpt, CutsLongLinesAroundTheSpan) {
  Story story;
  const Excerpt middle = excerpt(story, std::string(500, 'a') + "HERE" + std::string(500, 'b'), "HERE");
  EXPECT_TRUE(middle.text.starts_with("...aaa"));
  EXPECT_TRUE(middle.text.ends_with("bbb..."));
  EXPECT_LE(middle.text.size(), 200U);
  EXPECT_EQ(middle.text.substr(middle.caret_column, middle.caret_width), "HERE");
  const Excerpt start = excerpt(story, "HERE" + std::string(500, 'b'), "HERE");
  EXPECT_TRUE(start.text.starts_with("HERE"));
}

TEST(Excerpt, CutsBetweenCharacters) {
  Story story;
  std::string line;
  for (int i = 0; i < 400; ++i) line += "\u65e5";
  const Excerpt cut = excerpt(story, line + "HERE" + line, "HERE");
  EXPECT_EQ(cut.text.find("\\x"), std::string::npos);
  EXPECT_NE(cut.text.find("HERE"), std::string::npos);
}

TEST(Excerpt, IsNoneWithoutText) {
  Story story;
  EXPECT_FALSE(excerpt_of({}));
  EXPECT_FALSE(excerpt_of({&story.file("empty.sql", ""), {0, 0}}));
}

TEST(FirstLineRegion, CountsCodePointsAndEndsAfterTheLast) {
  Story story;
  const auto [begin, end] = first_line_region(Story::at(story.file("a.sql", "\u00e9\u00e9 DROP\nx"), "DROP\nx"));
  EXPECT_EQ(begin, (text::Position{1, 4}));
  EXPECT_EQ(end, (text::Position{1, 8}));
}

TEST(CharacterBegin, NeverRunsAwayOnBadBytes) {
  EXPECT_EQ(character_begin("a\u65e5", 2), 1U);
  EXPECT_EQ(character_begin("a\u65e5", 3), 1U);
  EXPECT_EQ(character_begin("\x80\x80\x80\x80\x80", 4), 4U);
  EXPECT_EQ(character_begin("abc", 9), 3U);
}

}  // namespace
}  // namespace safeops::report
