#include <gtest/gtest.h>

#include "report/report.hpp"
#include "report/sample_verdict.hpp"

namespace safeops {
namespace {

using sample::drop_column_rule;
using sample::Story;

constexpr std::string_view no_go_report =
    R"(stop[schema-drop-column]: column "login" of table users is dropped outside a contract step
  --> flux/infrastructure/data/migrations/002-drop.sql:2:3
   |
 2 |   DROP COLUMN login;
   |   ^^^^^^^^^^^^^^^^^^
   = why: The version that is still running reads it.
   = next: Move the statement to the plan's contract files.
   = see: flux/apps/backend/production/kustomization.yaml:3: the same change releases backend
   = explain: safeops-check explain schema-drop-column

warning[release-floating-image]: backend runs the tag latest
  --> flux/apps/backend/production/kustomization.yaml:3:5
   |
 3 |     newTag: latest
   |     ^^^^^^^^^^^^^^
   = why: There is no version to roll back to.
   = explain: safeops-check explain release-floating-image

silenced[release-floating-image]: backend has no digest
  --> flux/apps/backend/production/kustomization.yaml:2:5
   = until 2026-03-01: built in the cluster

note: the tag of frontend comes from ${TAG}, which is filled in the cluster

NO-GO  1 error (1 hard stop), 1 warning, 1 silenced. 7 files changed: 5 looked at, 2 skipped, 0 not understood.
)";

std::string without_colors(std::string text) {
  for (std::size_t begin = text.find('\x1b'); begin != std::string::npos; begin = text.find('\x1b', begin))
    text.erase(begin, text.find('m', begin) - begin + 1);
  return text;
}

TEST(TextReport, ShowsEverythingOfANoGo) {
  Story story;
  tell_no_go(story);
  EXPECT_EQ(write_text(story.verdict, {}), no_go_report);
}

TEST(TextReport, ColorsChangeNothingElse) {
  Story story;
  tell_no_go(story);
  const std::string colored = write_text(story.verdict, {.color = true});
  EXPECT_EQ(without_colors(colored), no_go_report);
  EXPECT_TRUE(colored.starts_with("\x1b[1;31mstop[schema-drop-column]\x1b[0m\x1b[1m: column \"login\""));
  EXPECT_NE(colored.find("\x1b[1;34m 2 |\x1b[0m   DROP COLUMN login;\n"
                         "\x1b[1;34m   |\x1b[0m   \x1b[1;31m^^^^^^^^^^^^^^^^^^\x1b[0m\n"
                         "   \x1b[1;34m=\x1b[0m \x1b[1mwhy:\x1b[0m The version"),
            std::string::npos);
  EXPECT_NE(colored.find("\x1b[1;33mwarning[release-floating-image]\x1b[0m"), std::string::npos);
  EXPECT_NE(colored.find("\n\x1b[1;31mNO-GO\x1b[0m  1 error"), std::string::npos);
}

TEST(TextReport, OfNothingIsOneLine) {
  Story story;
  story.verdict.coverage = sample::seven_files();
  EXPECT_EQ(
      write_text(story.verdict, {}),
      "GO  Nothing here keeps you from going back (0 silenced). 7 files changed: 5 looked at, 2 skipped, 0 not understood.\n");
}

TEST(TextReport, QuietIsOneLineForEachThatBlocks) {
  Story story;
  tell_no_go(story);
  EXPECT_EQ(write_text(story.verdict, {.quiet = true}),
            "stop[schema-drop-column] flux/infrastructure/data/migrations/002-drop.sql:2:3: column \"login\" of table users is "
            "dropped outside a contract step\n"
            "NO-GO  1 error (1 hard stop), 1 warning, 1 silenced. 7 files changed: 5 looked at, 2 skipped, 0 not understood.\n");
}

TEST(TextReport, AdviceSaysSoAndWhatItWouldHaveBeen) {
  Story story;
  tell_no_go(story);
  story.verdict.mode = Policy::Mode::advise;
  const std::string report = write_text(story.verdict, {.quiet = true});
  EXPECT_NE(report.find("NO-GO (advice only)  1 error"), std::string::npos);
  EXPECT_NE(report.find("enforced, this would have been NO-GO"), std::string::npos);
  story.verdict = {};
  story.verdict.mode = Policy::Mode::advise;
  EXPECT_TRUE(write_text(story.verdict, {}).starts_with("GO (advice only)  "));
}

TEST(TextReport, WhatCouldNotBeInspectedIsNoGo) {
  Story story;
  story.verdict.outcome = Outcome::could_not_inspect;
  story.verdict.coverage = {.files_changed = 1, .files_looked_at = 1, .files_not_understood = 1};
  EXPECT_EQ(
      write_text(story.verdict, {}),
      "NO VERDICT  This is not a GO: not everything could be inspected. 0 silenced. 1 file changed: 1 looked at, 0 skipped, 1 "
      "not understood.\n");
}

TEST(TextReport, SaysWhenMoreThanErrorsBlock) {
  Story story;
  tell_no_go(story);
  story.verdict.fail_on = Level::warning;
  EXPECT_NE(write_text(story.verdict, {}).find("1 silenced. Everything from warning up counts. 7 files"), std::string::npos);
}

TEST(TextReport, SaysWhenThePlaceIsGone) {
  Story story;
  tell_no_go(story);
  story.verdict.findings.front().at_base = true;
  EXPECT_NE(write_text(story.verdict, {}).find("002-drop.sql:2:3 (removed by this change)\n"), std::string::npos);
}

TEST(TextReport, OfAFindingWithoutAPlaceHasOnlyItsSentences) {
  Story story;
  Judged& judged = story.add(drop_column_rule, {}, "no plan");
  judged.finding.next = "Write one.";
  EXPECT_TRUE(
      write_text(story.verdict, {}).starts_with("stop[schema-drop-column]: no plan\n   = next: Write one.\n   = explain: "));
}

TEST(TextReport, ExplainsEachRuleOnce) {
  Story story;
  story.add(drop_column_rule, {}, "one");
  story.add(drop_column_rule, {}, "two");
  const std::string report = write_text(story.verdict, {});
  EXPECT_EQ(report.find("= explain:"), report.rfind("= explain:"));
}

TEST(TextReport, WidensTheGutterForLongNumbers) {
  Story story;
  const text::Source& file = story.file("a.sql", std::string(1233, '\n') + "DROP;");
  story.add(drop_column_rule, Story::at(file, "DROP"), "what");
  EXPECT_NE(write_text(story.verdict, {}).find("     --> a.sql:1234:1\n      |\n 1234 | DROP;\n      | ^^^^\n      = explain"),
            std::string::npos);
}

TEST(TextReport, CountsWhatALongListLeavesOut) {
  Story story;
  for (int i = 0; i < 503; ++i) story.add(drop_column_rule, {}, "gone").blocks = true;
  story.verdict.notes.assign(501, "nobody knows");
  const std::string report = write_text(story.verdict, {});
  EXPECT_NE(report.find("\nand 3 more findings; `--format json` has all of them\n"), std::string::npos);
  EXPECT_NE(report.find("\nand 1 more note; `--format json` has all of them\n\n"), std::string::npos);
  EXPECT_NE(report.find("503 errors"), std::string::npos);
  EXPECT_NE(write_text(story.verdict, {.quiet = true}).find("\nand 3 more findings;"), std::string::npos);
}

TEST(TextReport, CountsThePlacesItLeavesOut) {
  Story story;
  story.add(drop_column_rule, {}, "gone").finding.related.assign(22, {{}, "here"});
  const std::string report = write_text(story.verdict, {});
  EXPECT_NE(report.find("  = see: and 2 more places\n"), std::string::npos);
  EXPECT_NE(write_markdown(story.verdict).find("- **See:** and 2 more places\n"), std::string::npos);
}

}  // namespace
}  // namespace safeops
