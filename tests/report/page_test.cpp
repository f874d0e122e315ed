#include "report/page.hpp"

#include <gtest/gtest.h>

#include "report/sample_verdict.hpp"

namespace safeops::report {
namespace {

TEST(Page, HasItsTitleAndSections) {
  const Page page = read_page(sample::drop_column_page);
  EXPECT_EQ(page.title, "Column dropped while the old version may still read it");
  ASSERT_EQ(page.sections.size(), 4U);
  EXPECT_EQ(page.sections[2].heading, "Do this instead");
  EXPECT_EQ(page.section("When it is fine"), "In a contract step.");
  EXPECT_EQ(page.section("No such heading"), "");
}

TEST(Page, KeepsHeadingsInCodeInsideTheirSection) {
  const Page page = read_page(sample::drop_column_page);
  EXPECT_NE(page.section("Do this instead").find("## not a heading"), std::string_view::npos);
}

TEST(Page, OfAnyTextIsNoError) {
  EXPECT_TRUE(read_page("").sections.empty());
  EXPECT_EQ(read_page("## Open").section("Open"), "");
  EXPECT_EQ(read_page("# T\r\n\r\n## A\r\nbody\r\n").section("A"), "body");
}

TEST(PlainText, JoinsParagraphsAndDropsMarks) {
  EXPECT_EQ(plain_text("one `two`\n**three**\n\nfour [five](https://x.example) [six]\n"), "one two three\n\nfour five [six]");
}

TEST(PlainText, KeepsListsTablesAndCodeOnTheirLines) {
  EXPECT_EQ(plain_text("Do:\n- a\n  b\n- c\n1. d\n\n```sql\nDROP `x`\n\n  y\n```\nend"),
            "Do:\n- a b\n- c\n1. d\n\n    DROP `x`\n\n      y\n\nend");
}

TEST(PlainText, SetsHeadingsApart) {
  EXPECT_EQ(plain_text("# A\nb\n## C\nd"), "A\n\nb\n\nC\n\nd");
}

}  // namespace
}  // namespace safeops::report
