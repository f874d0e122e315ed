#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "report/report.hpp"
#include "report/sample_verdict.hpp"

namespace safeops {
namespace {

using sample::Story;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

TEST(GithubReport, AnnotatesTheLine) {
  Story story;
  tell_no_go(story);
  EXPECT_EQ(write_github(story.verdict),
            "::error file=flux/infrastructure/data/migrations/002-drop.sql,line=2,endLine=2,col=3,endColumn=21,title=stop%3A "
            "schema-drop-column::column \"login\" of table users is dropped outside a contract step.%0AThe version that is still "
            "running reads it.%0ANext: Move the statement to the plan's contract files.%0ASee "
            "flux/apps/backend/production/kustomization.yaml:3: the same change releases backend.\n"
            "::warning file=flux/apps/backend/production/kustomization.yaml,line=3,endLine=3,col=5,endColumn=19,title=warning%3A "
            "release-floating-image::backend runs the tag latest.%0AThere is no version to roll back to.\n"
            "NO-GO  1 error (1 hard stop), 1 warning, 1 silenced. 7 files changed: 5 looked at, 2 skipped, 0 not understood.\n");
}

TEST(GithubReport, ShowsTenOfEachKindAndCountsTheRest) {
  Story story;
  for (int i = 0; i < 13; ++i) story.add(sample::drop_column_rule, {}, "error " + std::to_string(i));
  for (int i = 0; i < 12; ++i) story.add(sample::floating_image_rule, {}, "warning");
  const std::vector<std::string> lines = lines_of(write_github(story.verdict));
  const auto begin_with = [&](std::string_view start) {
    return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.starts_with(start); });
  };
  EXPECT_EQ(begin_with("::error "), 10);
  EXPECT_EQ(begin_with("::warning "), 10);
  EXPECT_EQ(lines.back(), "5 more findings without an annotation: GitHub shows 10 of each kind, the step summary has all.");
  EXPECT_NE(lines.front().find("::error 0."), std::string::npos);
}

TEST(GithubReport, GivesNoLineToWhatIsGone) {
  Story story;
  const text::Source& file = story.file("gone.sql", "x");
  story.add(sample::floating_image_rule, Story::at(file, "x"), "what").at_base = true;
  EXPECT_TRUE(
      write_github(story.verdict).starts_with("::warning file=gone.sql,title=warning%3A release-floating-image (removed"));
}

TEST(GithubReport, KeepsMessagesWithinTheLimit) {
  Story story;
  const text::Source& file = story.file("a.sql", "x");
  story.add(sample::drop_column_rule, {}, "what").finding.related.assign(500, {Story::at(file, "x"), "an older statement"});
  const std::string line = lines_of(write_github(story.verdict)).front();
  EXPECT_LT(line.size(), 5000U);
  EXPECT_TRUE(line.ends_with("..."));
}

TEST(GithubReport, EscapesProperties) {
  Story story;
  const text::Source& file = story.file("a,b:c%d.sql", "x");
  story.add(sample::floating_image_rule, Story::at(file, "x"), "50% of a, b: c");
  const std::string report = write_github(story.verdict);
  EXPECT_TRUE(report.starts_with("::warning file=a%2Cb%3Ac%25d.sql,line=1,"));
  EXPECT_NE(report.find("::50%25 of a, b: c.\n"), std::string::npos);
}

}  // namespace
}  // namespace safeops
