#include "text/traps.hpp"

#include <gtest/gtest.h>

namespace safeops::text {
namespace {

using Kind = Trap::Kind;

TEST(Traps, LeavesOrdinaryTextAlone) {
  EXPECT_TRUE(find_traps("select 'na\u00efve \u65e5\u672c';\r\n-- \u0430\u0431\u0432 and \u03b1, caf\u00e9\r\n").empty());
  EXPECT_TRUE(find_traps("").empty());
}

TEST(Traps, FindsBidirectionalControls) {
  const auto traps = find_traps("a\u202eb\u2069");
  ASSERT_EQ(traps.size(), 2U);
  EXPECT_EQ(traps[0].kind, Kind::bidi_control);
  EXPECT_EQ(traps[0].name, "U+202E RIGHT-TO-LEFT OVERRIDE");
  EXPECT_EQ(traps[0].span, (Span{1, 4}));
  EXPECT_EQ(traps[1].name, "U+2069 POP DIRECTIONAL ISOLATE");
}

TEST(Traps, FindsZeroWidthButNotALeadingByteOrderMark) {
  const auto traps = find_traps("\ufeffdrop\u200b \ufeff");
  ASSERT_EQ(traps.size(), 2U);
  EXPECT_EQ(traps[0].name, "U+200B ZERO WIDTH SPACE");
  EXPECT_EQ(traps[1].name, "U+FEFF ZERO WIDTH NO-BREAK SPACE");
}

TEST(Traps, FindsOddLineBreaks) {
  const auto traps = find_traps("a\vb\fc\u0085d\u2028e\u2029f\rg\r\n");
  ASSERT_EQ(traps.size(), 6U);
  for (const Trap& trap : traps) EXPECT_EQ(trap.kind, Kind::odd_line_break);
  EXPECT_EQ(traps[5].name, "U+000D CARRIAGE RETURN");
}

TEST(Traps, AcceptsCrInAFileThatUsesNothingElse) {
  EXPECT_TRUE(find_traps("a\rb\r").empty());
}

TEST(Traps, FindsWordsOfMixedScripts) {
  const auto traps = find_traps("drop table us\u0435rs; -- \u0561a");
  ASSERT_EQ(traps.size(), 2U);
  EXPECT_EQ(traps[0].kind, Kind::mixed_script_word);
  EXPECT_EQ(traps[0].span, (Span{11, 17}));
  EXPECT_EQ(traps[0].name, "Latin and Cyrillic");
  EXPECT_EQ(traps[1].name, "Latin and Armenian");
}

TEST(Traps, JoinsWordsAcrossDigitsAndUnderscores) {
  EXPECT_EQ(find_traps("a_1_\u03bf").size(), 1U);
}

TEST(Traps, StopsAtTheLimit) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a\u0435\u202e";
  EXPECT_EQ(find_traps(text, 7).size(), 7U);
  EXPECT_EQ(find_traps(text).size(), 20U);
  EXPECT_TRUE(find_traps(text, 0).empty());
}

}  // namespace
}  // namespace safeops::text
