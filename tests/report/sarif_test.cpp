#include "report/sarif.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "report/report.hpp"
#include "report/sample_verdict.hpp"
#include "report/uri.hpp"

namespace safeops {
namespace {

using Json = nlohmann::ordered_json;
using sample::Story;

Json run_of(const Verdict& verdict) {
  const Json log = Json::parse(report::write_sarif(verdict, sample::rules));
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1U);
  return log["runs"][0];
}

TEST(Sarif, OfACleanRunHasAnEmptyListOfResults) {
  const Json run = run_of(Verdict{});
  EXPECT_TRUE(run["results"].is_array());
  EXPECT_TRUE(run["results"].empty());
  EXPECT_EQ(run["tool"]["driver"]["name"], "safeops-check");
  EXPECT_EQ(run["automationDetails"]["id"], "safeops-check/");
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], true);
  EXPECT_EQ(run["invocations"][0]["exitCode"], 0);
}

TEST(Sarif, ListsTheRulesOfTheProgram) {
  const Json log = Json::parse(write_sarif(Verdict{}));
  EXPECT_EQ(log["runs"][0]["tool"]["driver"]["rules"].size(), all_rules().size());
}

TEST(Sarif, DescribesARuleFromItsPage) {
  const Json rule = run_of(Verdict{})["tool"]["driver"]["rules"][1];
  EXPECT_EQ(rule["id"], "schema-drop-column");
  EXPECT_EQ(rule["name"], "SchemaDropColumn");
  EXPECT_EQ(rule["shortDescription"]["text"], "Column dropped while the old version may still read it.");
  EXPECT_EQ(rule["fullDescription"]["text"], "A migration with DROP COLUMN outside a contract step.");
  EXPECT_EQ(rule["help"]["markdown"], sample::drop_column_page);
  EXPECT_EQ(rule["help"]["text"].get<std::string>().find('`'), std::string::npos);
  EXPECT_EQ(rule["defaultConfiguration"]["level"], "error");
  EXPECT_EQ(rule["properties"]["tags"], Json::parse(R"(["schema","hard-stop"])"));
  EXPECT_EQ(rule["properties"]["problem.severity"], "error");
}

TEST(Sarif, PlacesAResultOnOneLine) {
  Story story;
  tell_no_go(story);
  const text::Source& file = story.file("long.sql", "  DROP\nTABLE x;\n");
  story.add(sample::drop_column_rule, Story::at(file, "DROP\nTABLE x;"), "what");
  const Json region = run_of(story.verdict)["results"].back()["locations"][0]["physicalLocation"]["region"];
  EXPECT_EQ(region, Json::parse(R"({"startLine":1,"startColumn":3,"endLine":1,"endColumn":7})"));
}

TEST(Sarif, CarriesTheFixOfAFinding) {
  Story story;
  tell_no_go(story);
  const text::Source& file = story.file("index.sql", "-- \u00e9\n  CREATE INDEX i ON t (a);\n");
  story.add(sample::drop_column_rule, Story::at(file, "CREATE INDEX i"), "what");
  text::Place end = Story::at(file, "INDEX");
  end.span.begin = end.span.end;
  story.verdict.findings.back().finding.fix = Fix{.place = end, .text = " CONCURRENTLY", .description = "Build it CONCURRENTLY"};
  const Json fix = run_of(story.verdict)["results"].back()["fixes"][0];
  EXPECT_EQ(fix["description"]["text"], "Build it CONCURRENTLY.");
  EXPECT_EQ(fix["artifactChanges"][0]["artifactLocation"]["uri"], "index.sql");
  EXPECT_EQ(fix["artifactChanges"][0]["replacements"], Json::parse(R"([{
    "deletedRegion": {"startLine":2,"startColumn":15,"endLine":2,"endColumn":15},
    "insertedContent": {"text": " CONCURRENTLY"}}])"));
}

TEST(Sarif, LinksRelatedPlacesFromTheMessage) {
  Story story;
  tell_no_go(story);
  const Json result = run_of(story.verdict)["results"][0];
  EXPECT_EQ(
      result["message"]["text"],
      "column \"login\" of table users is dropped outside a contract step. The version that is still running reads it. Move "
      "the statement to the plan's contract files. See [flux/apps/backend/production/kustomization.yaml:3](1): the same "
      "change releases backend.");
  EXPECT_EQ(result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(result["ruleIndex"], 1);
  EXPECT_EQ(result["level"], "error");
}

TEST(Sarif, FingerprintsTheLine) {
  Story story;
  tell_no_go(story);
  const Json result = run_of(story.verdict)["results"][0];
  EXPECT_EQ(result["partialFingerprints"]["primaryLocationLineHash"], line_hash(sample::migration_text, 2));
}

TEST(Sarif, SaysWhyAResultIsSilenced) {
  Story story;
  tell_no_go(story);
  const Json results = run_of(story.verdict)["results"];
  const Json suppression = results[2]["suppressions"][0];
  EXPECT_EQ(suppression["kind"], "inSource");
  EXPECT_EQ(suppression["status"], "accepted");
  EXPECT_EQ(suppression["justification"], "built in the cluster");
  EXPECT_EQ(suppression["properties"]["until"], "2026-03-01");
  EXPECT_FALSE(results[0].contains("suppressions"));
}

TEST(Sarif, PlacesAResultWithoutAFileAtThePolicy) {
  Story story;
  story.add(sample::drop_column_rule, {}, "what");
  const Json result = run_of(story.verdict)["results"][0];
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], ".safeops/policy.yaml");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startLine"], 1);
  EXPECT_FALSE(result.contains("partialFingerprints"));
}

TEST(Sarif, MakesNoLinksOfStringsFromTheRepository) {
  Story story;
  const text::Source& file = story.file("a]b[c.sql", "x");
  Judged& judged = story.add(sample::drop_column_rule, Story::at(file, "x"), "[click](https://evil.example)");
  judged.finding.related = {{Story::at(file, "x"), "[x](1)"}};
  const Json result = run_of(story.verdict)["results"][0];
  EXPECT_EQ(result["message"]["text"], "[click] (https://evil.example). See [a\\]b\\[c.sql:1](1): [x] (1).");
}

TEST(Sarif, KeepsTheWorstFiveThousand) {
  Story story;
  const text::Source& file = story.file("a.sql", "x");
  for (int i = 0; i < 5003; ++i) story.add(sample::drop_column_rule, Story::at(file, "x"), std::to_string(i));
  const Json run = run_of(story.verdict);
  EXPECT_EQ(run["results"].size(), 5000U);
  EXPECT_EQ(run["results"][0]["message"]["text"], "0.");
  const Json& notes = run["invocations"][0]["toolExecutionNotifications"];
  EXPECT_TRUE(notes.back()["message"]["text"].get<std::string>().starts_with("3 findings are left out"));
}

TEST(Sarif, StaysBelowWhatGitHubTakes) {
  Story story;
  const text::Source& file = story.file("a.sql", "x");
  for (int i = 0; i < 200; ++i)
    story.add(sample::drop_column_rule, {}, "what").finding.related.assign(100, {Story::at(file, "x"), std::string(900, 'y')});
  const std::string log = report::write_sarif(story.verdict, sample::rules);
  EXPECT_LT(log.size(), 10'000'000U);
  EXPECT_NE(log.find("findings are left out"), std::string::npos);
}

TEST(Sarif, LinksAtMostAHundredPlaces) {
  Story story;
  const text::Source& file = story.file("a.sql", "x");
  story.add(sample::drop_column_rule, {}, "what").finding.related.assign(2000, {Story::at(file, "x"), "there"});
  EXPECT_EQ(run_of(story.verdict)["results"][0]["relatedLocations"].size(), 100U);
}

TEST(Sarif, IsNoSuccessWhenSomethingCouldNotBeInspected) {
  Verdict verdict;
  verdict.outcome = Outcome::could_not_inspect;
  const Json invocation = run_of(verdict)["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], false);
  EXPECT_EQ(invocation["exitCode"], 3);
}

TEST(PathUri, EncodesBytes) {
  EXPECT_EQ(report::path_uri("a b/c%:\xff\n\u00e9~.sql"), "a%20b/c%25%3A%FF%0A%C3%A9~.sql");
}

// Where SAFEOPS_SARIF_DIR says, the samples are kept for other programs to judge.
std::string samples_directory() {
  const char* directory = std::getenv("SAFEOPS_SARIF_DIR");
  return directory != nullptr ? directory : testing::TempDir();
}

void tell_nowhere(Story& story) {
  story.add(sample::drop_column_rule, {}, "what");
  const text::Source& file = story.file("empty-line.sql", "\n\nx\n");
  story.add(sample::drop_column_rule, {&file, {1, 1}}, "an empty line");
}

TEST(SarifSamples, AreJsonAndNameEveryRule) {
  const std::pair<const char*, void (*)(Story&)> samples[] = {
      {"clean", [](Story&) {}}, {"no-go", sample::tell_no_go}, {"hostile", sample::tell_hostile}, {"nowhere", tell_nowhere}};
  for (const auto& [name, tell] : samples) {
    Story story;
    tell(story);
    const std::string path = samples_directory() + "/report-" + name + ".sarif";
    std::ofstream(path) << report::write_sarif(story.verdict, sample::rules);
    std::ifstream file(path);
    const Json run = Json::parse(file)["runs"][0];
    EXPECT_EQ(run["results"].size(), story.verdict.findings.size()) << name;
    for (const Json& result : run["results"])
      EXPECT_EQ(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]) << name;
  }
}

}  // namespace
}  // namespace safeops
