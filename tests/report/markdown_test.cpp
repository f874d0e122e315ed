#include <gtest/gtest.h>

#include "report/markup.hpp"
#include "report/report.hpp"
#include "report/sample_verdict.hpp"

namespace safeops {
namespace {

using sample::Story;

TEST(MarkdownReport, BeginsWithTheAnswerAndTheChecklist) {
  Story story;
  tell_no_go(story);
  EXPECT_TRUE(write_markdown(story.verdict)
                  .starts_with("## NO-GO: 1 error (1 hard stop), 1 warning, 1 silenced.\n"
                               "\n"
                               "From <code>3f2a91c0d (main)</code> to <code>work tree</code>. 7 files changed: 5 looked at, 2 "
                               "skipped, 0 not understood.\n"
                               "\n"
                               "| | Checked | |\n"
                               "|---|---|---|\n"
                               "| **FAIL** | App and schema change apart | 002-drop.sql and a release |\n"
                               "| pass | Backup is fresh | nightly, 3h old |\n"
                               "| not needed | Flag is off |  |\n"
                               "\n"
                               "### Findings\n"));
}

TEST(MarkdownReport, FoldsFindingsAndOpensWhatBlocks) {
  Story story;
  tell_no_go(story);
  const std::string report = write_markdown(story.verdict);
  EXPECT_NE(report.find("<details open><summary><b>stop</b> column \"login\" of table users"), std::string::npos);
  EXPECT_NE(report.find("<pre>  DROP COLUMN login;\n  ^^^^^^^^^^^^^^^^^^</pre>"), std::string::npos);
  EXPECT_NE(report.find("<details><summary><b>warning</b>"), std::string::npos);
  EXPECT_NE(report.find("### Silenced\n\n- <code>release-floating-image</code>"), std::string::npos);
  EXPECT_NE(report.find("### Notes\n\n- the tag of frontend comes from &#36;{TAG}"), std::string::npos);
}

TEST(MarkdownReport, OfNothingIsShort) {
  EXPECT_EQ(write_markdown(Verdict{}),
            "## GO: Nothing here keeps you from going back (0 silenced).\n\n"
            "0 files changed: 0 looked at, 0 skipped, 0 not understood.\n\n");
}

TEST(MarkdownReport, StaysBelowOneMebibyte) {
  Story story;
  const std::string wide(5000, '|');
  for (int i = 0; i < 3000; ++i) story.add(sample::drop_column_rule, {}, wide).finding.why = wide;
  for (int i = 0; i < 3000; ++i) story.add(sample::drop_column_rule, {}, wide).suppression = Suppression{{}, wide, wide};
  story.verdict.notes.assign(3000, wide);
  story.verdict.checklist.assign(3000, {ChecklistItem::State::failed, wide, wide});
  const std::string report = write_markdown(story.verdict);
  EXPECT_LE(report.size(), 1024U * 1024U);
  EXPECT_NE(report.find(" more, which are not shown here: a summary holds 1 MiB."), std::string::npos);
}

TEST(MarkupText, HasNoMarkupLeft) {
  EXPECT_EQ(report::markup_text("a|b`c<d>[e](f)@g"), "a&#124;b&#96;c&#60;d&#62;&#91;e&#93;(f)&#64;g");
  EXPECT_EQ(report::markup_text("https://x.example"), "https&#58;//x.example");
  EXPECT_EQ(report::markup_text("a\n\nb"), "a&#92;n&#92;nb");
}

}  // namespace
}  // namespace safeops
