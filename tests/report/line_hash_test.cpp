#include "report/line_hash.hpp"

#include <gtest/gtest.h>

#include "report/report.hpp"

namespace safeops::report {
namespace {

TEST(LineHash, AgreesWithGitHub) {
  EXPECT_EQ(line_hash("", 1), "c129715d7a2bc9a3:1");
  EXPECT_EQ(line_hash("DROP TABLE users;\n", 1), "d4a374df0e785a0f:1");
  EXPECT_EQ(line_hash("DROP TABLE users;\n", 2), "c129715d7a2bc9a3:1");
  EXPECT_EQ(line_hash("-- \U0001F600\nDROP TABLE x;\n", 1), "d468d28b9707bdee:1");
  EXPECT_EQ(line_hash("-- \U0001F600\nDROP TABLE x;\n", 2), "ec80fc141881aa61:1");
  EXPECT_EQ(line_hash("\ufeffDROP TABLE x;\n", 1), "ca3c0c3a0b59cb30:1");
  EXPECT_EQ(line_hash("DROP TABLE \xff\xfe;\n", 1), "8722cea6853b561f:1");
}

TEST(LineHash, CountsEqualLines) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "SELECT 1;\n";
  const LineHashes hashes(text);
  EXPECT_TRUE(hashes.at(1).ends_with(":1"));
  EXPECT_TRUE(hashes.at(2).ends_with(":2"));
  EXPECT_TRUE(hashes.at(200).ends_with(":200"));
  EXPECT_TRUE(hashes.at(300).ends_with(":1"));
}

TEST(LineHash, IgnoresBlanksAndTheKindOfLineEnd) {
  const LineHashes unix_file("DROP TABLE a;\n\nDROP TABLE b;\n");
  const LineHashes spaced("  DROP\tTABLE  a;\r\n \r\nDROP TABLE b ;\r");
  for (std::size_t line = 1; line <= 4; ++line) EXPECT_EQ(unix_file.at(line), spaced.at(line)) << line;
}

TEST(LineHash, ABlankBetweenCarriageReturnAndLineFeedMakesTwoLines) {
  EXPECT_EQ(line_hash("a\r \nb", 3), line_hash("a\n\nb", 3));
  EXPECT_TRUE(line_hash("a\r\nb", 3).empty());
}

TEST(LineHash, CountsABrokenCharacterOnceAsADecoderDoes) {
  EXPECT_EQ(line_hash("\xe2\x82|", 1), line_hash("\ufffd|", 1));
  EXPECT_EQ(line_hash("\xf0\x9f\x98|", 1), line_hash("\ufffd|", 1));
  EXPECT_EQ(line_hash("\xed\xa0\x80|", 1), line_hash("\ufffd\ufffd\ufffd|", 1));
  EXPECT_EQ(line_hash("\xc0\xaf|", 1), line_hash("\ufffd\ufffd|", 1));
  EXPECT_EQ(line_hash("\xe2\x82", 1), line_hash("\ufffd", 1));
}

TEST(LineHash, IsEmptyOutsideTheFile) {
  EXPECT_EQ(line_hash("a\n", 0), "");
  EXPECT_EQ(line_hash("a\n", 3), "");
}

TEST(LineHash, TakesVeryManyLines) {
  const LineHashes hashes(std::string(1 << 17, '\n'));
  EXPECT_TRUE(hashes.at(100'000).ends_with(":100000"));
}

}  // namespace
}  // namespace safeops::report
