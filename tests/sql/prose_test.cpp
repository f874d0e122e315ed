#include "sql/prose.hpp"

#include <gtest/gtest.h>

namespace safeops::sql {
namespace {

std::vector<std::string> prose(std::string_view sql) {
  std::vector<std::string> found;
  for (const text::Span span : prose_of(sql)) found.emplace_back(sql.substr(span.begin, span.end - span.begin));
  return found;
}

using Texts = std::vector<std::string>;

TEST(Prose, IsWhatStandsInLiteralsAndComments) {
  EXPECT_EQ(prose("SELECT 'a''b', E'\\'c' -- d\nFROM \"e\" /* f */"), (Texts{"'a''b'", "E'\\'c'", "-- d", "/* f */"}));
  EXPECT_TRUE(prose("").empty());
}

TEST(Prose, OfADollarStringIsThatOfTheCodeInIt) {
  EXPECT_EQ(prose("DO $a$ x 'b' $$ y 'c' $$ 'd' $a$; z 'e'"), (Texts{"'b'", "'c'", "'d'", "'e'"}));
}

TEST(Prose, DoesNotRunOnBehindADollarString) {
  EXPECT_EQ(prose("SELECT $$it's$$, name"), (Texts{"'s"}));
}

TEST(Prose, OfDeepNestingEnds) {
  std::string sql = "'x'";
  for (int i = 0; i < 200; ++i) sql = "$a" + std::to_string(i) + "$ " + sql + " $a" + std::to_string(i) + "$";
  EXPECT_TRUE(prose(sql).empty());
}

}  // namespace
}  // namespace safeops::sql
