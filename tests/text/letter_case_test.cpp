#include "text/letter_case.hpp"

#include <gtest/gtest.h>

#include "text/spelling.hpp"

namespace safeops::text {
namespace {

TEST(LetterCase, FoldsAsciiLettersAndNothingElse) {
  EXPECT_EQ(lower("AbZ[@`{09"), "abz[@`{09");
  EXPECT_EQ(lower("\xC3\x84 \xFF"), "\xC3\x84 \xFF");
  EXPECT_EQ(lower(""), "");
}

TEST(LetterCase, ComparesWithoutIt) {
  EXPECT_TRUE(same_ignoring_case("Alice@Example.com", "alice@example.COM"));
  EXPECT_FALSE(same_ignoring_case("alice", "alice2"));
  EXPECT_FALSE(same_ignoring_case("\xC3\x84", "\xC3\xA4"));
}

TEST(Suggestion, NamesTheNearestAndNeverTheWordItself) {
  EXPECT_EQ(suggestion("bakend", {"frontend", "backend"}), "; did you mean `backend`?");
  EXPECT_EQ(suggestion("backend", {"backend"}), "");
  EXPECT_EQ(suggestion("queue", {"backend"}), "");
}

}  // namespace
}  // namespace safeops::text
