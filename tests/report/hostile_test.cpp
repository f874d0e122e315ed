#include <gtest/gtest.h>

#include <algorithm>

#include "report/report.hpp"
#include "report/sample_verdict.hpp"
#include "text/characters.hpp"
#include "text/utf8.hpp"

namespace safeops {
namespace {

using sample::Story;

// The first code point no report may print raw; 0 when there is none.
char32_t first_raw_control(std::string_view report) {
  for (std::size_t i = 0; i < report.size();) {
    const text::CodePoint here = text::decode_utf8(report, i);
    const bool hidden = text::is_control(here.value) || text::is_bidi_control(here.value) || text::is_zero_width(here.value) ||
                        text::is_separator(here.value);
    if (here.length == 0 || (hidden && here.value != '\n')) return here.value == 0 ? 0xFFFFFFFF : here.value;
    i += here.length;
  }
  return 0;
}

std::size_t line_breaks(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

class HostileReport : public testing::TestWithParam<Format> {
 protected:
  HostileReport() { tell_hostile(story_); }
  [[nodiscard]] std::string report() const { return write_report(story_.verdict, GetParam()); }

 private:
  Story story_;
};

TEST_P(HostileReport, IsUtf8WithoutControls) {
  EXPECT_EQ(static_cast<std::uint32_t>(first_raw_control(report())), 0U);
}

TEST_P(HostileReport, StartsNoLineWithAStringFromTheRepository) {
  const std::string text = report();
  for (std::size_t i = text.find("::error::pwned"); i != std::string::npos; i = text.find("::error::pwned", i + 1)) {
    const std::size_t line_begin = text.rfind('\n', i) + 1;
    EXPECT_NE(text.find_first_not_of(" ", line_begin), i) << text.substr(line_begin, 100);
  }
}

TEST_P(HostileReport, EndsWithANewline) {
  EXPECT_TRUE(report().ends_with('\n'));
}

INSTANTIATE_TEST_SUITE_P(AllFormats, HostileReport,
                         testing::Values(Format::text, Format::json, Format::sarif, Format::github, Format::markdown));

TEST_P(HostileReport, HasNoCommandOfTheOldSyntax) {
  EXPECT_EQ(report().find("##["), std::string::npos);
}

TEST(Hostile, QuietStartsNoLineWithAPath) {
  Story story;
  const text::Source& file = story.file("::error::pwned", "x");
  story.add(sample::drop_column_rule, Story::at(file, "x"), "what").blocks = true;
  EXPECT_TRUE(write_text(story.verdict, {.quiet = true}).starts_with("stop[schema-drop-column] ::error::pwned:1:1: what\n"));
}

TEST(Hostile, ACommandKeepsItsWidthOverTheCaret) {
  Story story;
  const text::Source& file = story.file("a.sql", "##[x] DROP");
  story.add(sample::drop_column_rule, Story::at(file, "DROP"), "what");
  EXPECT_NE(write_text(story.verdict, {}).find(" 1 | ##(x] DROP\n   |       ^^^^\n"), std::string::npos);
}

TEST(Hostile, JsonKeepsACommandInAPathAsItIs) {
  Story story;
  const text::Source& file = story.file("##[error]", "x");
  story.add(sample::drop_column_rule, Story::at(file, "x"), "what");
  EXPECT_NE(write_json(story.verdict).find("\"path\": \"##\\u005berror]\""), std::string::npos);
}

TEST(Hostile, GithubPrintsOnlyItsOwnCommands) {
  Story story;
  tell_hostile(story);
  const std::string report = write_github(story.verdict);
  EXPECT_EQ(line_breaks(report), 2U);
  EXPECT_TRUE(report.starts_with("::error file="));
  const std::string_view properties = std::string_view(report).substr(8, report.find("::", 2) - 8);
  EXPECT_EQ(std::count(properties.begin(), properties.end(), ','), 5);
  EXPECT_NE(report.find("100%250A"), std::string::npos);
}

TEST(Hostile, MarkdownHasOnlyItsOwnMarkup) {
  Story story;
  tell_hostile(story);
  const std::string report = write_markdown(story.verdict);
  for (const std::string_view raw : {"<script", "`", "[", "@", "*bold", "_it_", "https://", "</pre></details>"})
    EXPECT_EQ(report.find(raw), std::string::npos) << raw;
  EXPECT_NE(report.find("&#60;script&#62;"), std::string::npos);
}

TEST(Hostile, LongStringsAreCut) {
  Story story;
  const text::Source& file = story.file(std::string(100'000, 'p'), std::string(1'000'000, 'x'));
  story.add(sample::drop_column_rule, {&file, {500'000, 500'010}}, std::string(1'000'000, 'w'));
  for (const Format format : {Format::text, Format::github, Format::markdown})
    EXPECT_LT(write_report(story.verdict, format).size(), 10'000U);
}

TEST(Format, IsKnownByItsName) {
  EXPECT_EQ(parse_format("sarif"), Format::sarif);
  EXPECT_EQ(parse_format("markdown"), Format::markdown);
  EXPECT_FALSE(parse_format("SARIF"));
  EXPECT_FALSE(parse_format(""));
}

}  // namespace
}  // namespace safeops
