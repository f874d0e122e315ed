#include "text/escape.hpp"

#include <gtest/gtest.h>

#include "text/digest.hpp"

namespace safeops::text {
namespace {

TEST(Visible, KeepsReadableText) {
  EXPECT_EQ(visible("caf\u00e9 \\n \u65e5\u672c \U0001F600"), "caf\u00e9 \\n \u65e5\u672c \U0001F600");
}

TEST(Visible, ShowsControlsAsEscapes) {
  EXPECT_EQ(visible("a\nb\r\tc\x1b[31m\x7f\u009b"), "a\\nb\\r\\tc\\x1b[31m\\x7f\\x9b");
  EXPECT_EQ(visible(std::string_view("\0", 1)), "\\x00");
}

TEST(Visible, ShowsInvisibleAndDirectionControls) {
  EXPECT_EQ(visible("\u202e\u2066\u200b\u2028\ufeff\u061c"), "\\u202e\\u2066\\u200b\\u2028\\ufeff\\u061c");
}

TEST(Visible, ShowsBytesThatAreNotUtf8) {
  EXPECT_EQ(visible("a\xff\xc3"), "a\\xff\\xc3");
  EXPECT_EQ(visible("\xed\xa0\x80"), "\\xed\\xa0\\x80");
}

TEST(VisibleLine, ExpandsTabsToMultiplesOfFour) {
  EXPECT_EQ(visible_line("\tx\ty"), "    x   y");
  EXPECT_EQ(visible_line("\u65e5\tx"), "\u65e5  x");
}

TEST(VisibleWidth, IsWhatVisibleLineTakes) {
  EXPECT_EQ(visible_width("\tx"), 5U);
  EXPECT_EQ(visible_width("caf\u00e9"), 4U);
  EXPECT_EQ(visible_width("\u65e5\u672c"), 4U);
  EXPECT_EQ(visible_width("\x1b\xff"), 8U);
  EXPECT_EQ(visible_width(""), 0U);
}

TEST(ToValidUtf8, ReplacesEachBadByteAndKeepsControls) {
  EXPECT_EQ(to_valid_utf8("a\x1b\xff\xfe\u00e9"), "a\x1b\ufffd\ufffd\u00e9");
  EXPECT_EQ(to_valid_utf8("plain"), "plain");
}

TEST(Sha256, MatchesPublishedVectors) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace safeops::text
