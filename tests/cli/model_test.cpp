#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "cli/calling.hpp"
#include "estate/schema_check.hpp"

namespace safeops::test {
namespace {

using nlohmann::json;
using testing::Each;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* migrations = "flux/infrastructure/data/migrations/";

class Model : public Calling {
 protected:
  json model(std::vector<std::string> options = {"--at", "HEAD"}) {
    options.insert(options.begin(), "model");
    const Called called = call(options);
    EXPECT_EQ(called.exit_code, 0) << called.err;
    EXPECT_THAT(called.out, Each(testing::Lt('\x7f')));
    const text::Source source("model.json", {}, git::Mode::regular, called.out, called.out.size());
    const yaml::File file = yaml::parse(source);
    for (const DocumentProblem& problem : check_schema(file.documents.at(0).root, document_schema("model")))
      ADD_FAILURE() << problem.place.start().line << ": " << problem.message;
    return json::parse(called.out);
  }
};

const json& named(const json& list, const std::string& name) {
  static const json none;
  for (const json& item : list)
    if (item["name"] == name) return item;
  return none;
}

TEST_F(Model, OfAnEmptyRepositoryIsEmpty) {
  write_readme("words").commit("words");
  const json told = model();
  for (const char* list : {"units", "clusters", "workloads", "flags", "migrations", "plans", "problems", "notes"})
    EXPECT_THAT(told[list], IsEmpty()) << list;
  EXPECT_EQ(told["environments"].size(), 3U);
  EXPECT_EQ(told["environments"][2]["protected"], true);
  EXPECT_EQ(told["environments"][2]["place"], nullptr);
}

TEST_F(Model, ReadsTheWorkTreeUnlessToldOtherwise) {
  const git::Oid shop = commit_shop();
  commit_drop();
  repository_.check_out();
  EXPECT_EQ(model({})["revision"]["commit"], nullptr);
  EXPECT_EQ(model({})["migrations"].size(), model()["migrations"].size());
  const json before = model({"--at", "HEAD~1"});
  EXPECT_EQ(before["revision"]["commit"], shop.hex());
  EXPECT_EQ(named(before["migrations"], std::string(migrations) + "001-drop-users.sql"), nullptr);
  EXPECT_EQ(call({"model", "--at", "nowhere"}).exit_code, 2);
}

TEST_F(Model, TellsWhatAMigrationDoes) {
  commit_shop();
  commit_drop();
  const json migration = named(model()["migrations"], std::string(migrations) + "001-drop-users.sql");
  EXPECT_EQ(migration["phase"], "contract");
  EXPECT_EQ(migration["complete"], true);
  EXPECT_EQ(migration["statements"][0]["effects"][0],
            json::parse(R"({"kind": "drop table", "object": "users", "member": null})"));
  EXPECT_EQ(migration["statements"][0]["place"]["line"], 1);
}

TEST_F(Model, CountsTheStatementsItLeavesOut) {
  std::string sql;
  for (int i = 0; i < 5'010; ++i) sql += "SELECT 1;\n";
  repository_.write("migrations/001.sql", sql + "DROP TABLE users;\n").commit("many");
  const json migration = model()["migrations"][0];
  EXPECT_EQ(migration["statements"].size(), 5'000U);
  EXPECT_EQ(migration["statementsLeftOut"], 11);
  EXPECT_EQ(migration["phase"], "contract");
}

TEST_F(Model, ObjectsCallTheirUnitByItsId) {
  commit_shop();
  const json told = model();
  std::set<std::string> ids;
  for (const json& unit : told["units"]) ids.insert(unit["id"]);
  EXPECT_EQ(ids.size(), told["units"].size());
  for (const char* list : {"clusters", "schedules", "workloads", "flags"})
    for (const json& item : told[list]) EXPECT_TRUE(ids.contains(item["unit"])) << item;
}

TEST_F(Model, NamesEnvironmentsByThePolicyOfTheRevision) {
  commit_shop();
  repository_
      .write(".safeops/policy.yaml",
             "apiVersion: safeops.dev/v1alpha1\nkind: Policy\nenvironments:\n  - production\nprotected: []\n")
      .commit("policy");
  const json environments = model()["environments"];
  ASSERT_EQ(environments.size(), 1U);
  EXPECT_EQ(environments[0]["place"], json::parse(R"({"file": ".safeops/policy.yaml", "line": 4})"));
  repository_.write(".safeops/policy.yaml", "mode: sometimes\n").commit("wrong policy");
  EXPECT_EQ(call({"model", "--at", "HEAD"}).exit_code, 2);
}

TEST_F(Model, ListsWhatCouldNotBeRead) {
  commit_shop();
  repository_.write(std::string(migrations) + "002-odd.sql", "SELEKT 1;\n")
      .write(std::string(migrations) + "003-binary.sql", std::string("SELECT 1;\0", 10))
      .write(".safeops/plans/odd.yaml", "a: [\n")
      .write("flux/apps/backend/base/kustomization.yaml", "resources:\n  - missing.yaml\n  - https://example.com/remote\n")
      .commit("odd");
  const json told = model();
  std::set<std::string> kinds;
  for (const json& problem : told["problems"]) {
    kinds.insert(problem["kind"]);
    EXPECT_FALSE(problem["place"].is_null()) << problem;
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"build", "document", "sql"}));
  EXPECT_THAT(told["notes"].dump(), HasSubstr("https://example.com/remote"));
  for (const char* file : {"002-odd.sql", "003-binary.sql"}) {
    const json migration = named(told["migrations"], std::string(migrations) + file);
    EXPECT_EQ(migration["phase"], "unknown") << file;
    EXPECT_EQ(migration["complete"], false) << file;
  }
}

TEST_F(Model, HoldsNoValueOfASecret) {
  commit_shop();
  repository_
      .write("flux/apps/backend/base/secret.yaml",
             "apiVersion: v1\nkind: Secret\nmetadata: {name: backend-token}\nstringData: {FEATURE_TOKEN: \"true\", a: hunter2}\n")
      .write(std::string(migrations) + "002-role.sql", "CREATE ROLE app PASSWORD 'hunter2';\n")
      .write("flux/apps/backend/base/kustomization.yaml", "resources: [deployment.yaml, service.yaml, secret.yaml]\n")
      .commit("secret");
  EXPECT_THAT(model().dump(), Not(HasSubstr("hunter2")));
}

TEST_F(Model, SurvivesHostileNames) {
  commit_shop();
  repository_
      .write("flux/apps/backend/base/deployment.yaml",
             "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: \"\\u202e\\e[31m##[error]x\\n::error::y\"}\n"
             "spec: {template: {spec: {containers: [{name: \"\\0\", image: \"${TAG}\"}]}}}\n")
      .write(std::string(migrations) + "\xff\xfe\x1b[31m.sql", "DROP TABLE a;\n")
      .commit("hostile");
  const Called called = call({"model", "--at", "HEAD"});
  EXPECT_THAT(called.out, Not(HasSubstr("##[")));
  EXPECT_THAT(called.out, Not(HasSubstr("\n::")));
  EXPECT_EQ(named(model()["workloads"], "\u202e\x1b[31m##[error]x\n::error::y")["artifacts"][0]["name"], "${TAG}");
}

TEST_F(Model, OfOverlaysInDirectoriesThatAreNotUtf8) {
  repository_.write("\xff/kustomization.yaml", "resources: [a.yaml]\n")
      .write("\xff/a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: []}\n")
      .commit("odd directory");
  const json told = model();
  EXPECT_EQ(told["units"][0]["path"], "\uFFFD");
  EXPECT_EQ(told["workloads"][0]["unit"], told["units"][0]["id"]);
}

TEST_F(Model, MissingObjectsAreNoModel) {
  commit_shop();
  std::size_t removed = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory_.path() / ".git/objects"))
    if (entry.is_regular_file() && ++removed % 2 == 0) std::filesystem::remove(entry.path());
  const Called called = call({"model", "--at", "HEAD"});
  EXPECT_GE(called.exit_code, 2);
  EXPECT_THAT(called.out, IsEmpty());
}

TEST_F(Model, PartsOfTheCheckAreNotItsOptions) {
  EXPECT_EQ(call({"model", "--base", "HEAD"}).exit_code, 2);
}

}  // namespace
}  // namespace safeops::test
