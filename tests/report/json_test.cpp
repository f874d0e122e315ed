#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "report/report.hpp"
#include "report/sample_verdict.hpp"

namespace safeops {
namespace {

using Json = nlohmann::ordered_json;
using sample::Story;

TEST(JsonReport, HasItsKeysInAFixedOrder) {
  Story story;
  const Json report = Json::parse(write_json(story.verdict));
  std::vector<std::string> keys;
  for (const auto& entry : report.items()) keys.push_back(entry.key());
  EXPECT_EQ(keys, (std::vector<std::string>{"apiVersion", "kind", "version", "verdict", "exitCode", "mode", "failOn", "base",
                                            "head", "counts", "coverage", "checklist", "findings", "notes"}));
  EXPECT_EQ(report["apiVersion"], "safeops.dev/v1alpha1");
  EXPECT_EQ(report["kind"], "Report");
  EXPECT_EQ(report["verdict"], "GO");
  EXPECT_EQ(report["exitCode"], 0);
  EXPECT_TRUE(report["findings"].is_array());
  EXPECT_TRUE(report["base"]["commit"].is_null());
}

TEST(JsonReport, TellsTheWholeFinding) {
  Story story;
  tell_no_go(story);
  const Json report = Json::parse(write_json(story.verdict));
  EXPECT_EQ(report["verdict"], "NO-GO");
  EXPECT_EQ(report["exitCode"], 1);
  EXPECT_EQ(report["counts"], Json::parse(R"({"errors":1,"warnings":1,"notes":0,"silenced":1})"));
  EXPECT_EQ(report["checklist"][0]["state"], "failed");
  const Json& finding = report["findings"][0];
  EXPECT_EQ(finding["rule"], "schema-drop-column");
  EXPECT_EQ(finding["hardStop"], true);
  EXPECT_EQ(finding["path"], sample::migration_path);
  EXPECT_EQ(finding["line"], 2);
  EXPECT_EQ(finding["column"], 3);
  EXPECT_EQ(finding["endLine"], 2);
  EXPECT_EQ(finding["endColumn"], 21);
  EXPECT_EQ(finding["message"]["next"], "Move the statement to the plan's contract files.");
  EXPECT_EQ(finding["related"][0]["line"], 3);
  EXPECT_FALSE(finding.contains("suppression"));
  EXPECT_EQ(report["findings"][2]["suppression"]["until"], "2026-03-01");
}

TEST(JsonReport, NamesNoFileWhereThereIsNone) {
  Story story;
  story.add(sample::drop_column_rule, {}, "what");
  const Json finding = Json::parse(write_json(story.verdict))["findings"][0];
  EXPECT_TRUE(finding["path"].is_null());
  EXPECT_TRUE(finding["endColumn"].is_null());
}

TEST(JsonReport, KeepsThePathAsItIsSpelled) {
  Story story;
  const text::Source& file = story.file("a\n\u202e b.sql", "x");
  story.add(sample::drop_column_rule, Story::at(file, "x"), "what");
  const std::string report = write_json(story.verdict);
  EXPECT_EQ(Json::parse(report)["findings"][0]["path"], "a\n\u202e b.sql");
  EXPECT_NE(report.find("a\\n\\u202e b.sql"), std::string::npos);
}

}  // namespace
}  // namespace safeops
