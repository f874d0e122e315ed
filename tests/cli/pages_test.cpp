#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/calling.hpp"

namespace safeops::test {
namespace {

using testing::HasSubstr;

class Pages : public Calling {};

TEST_F(Pages, EveryRuleListedIsExplained) {
  std::istringstream rules(call({"rules"}).out);
  int count = 0;
  for (std::string line; std::getline(rules, line); ++count) {
    const Called page = call({"explain", line.substr(0, line.find(' '))});
    EXPECT_EQ(page.exit_code, 0) << line;
    EXPECT_THAT(page.out, HasSubstr("Do this instead")) << line;
  }
  EXPECT_GT(count, 50);
}

TEST_F(Pages, ExplainOfAnUnknownRuleNamesTheNearest) {
  const Called called = call({"explain", "schema-drop-colum"});
  EXPECT_EQ(called.exit_code, 2);
  EXPECT_THAT(called.err, HasSubstr("Did you mean `schema-drop-column`?"));
}

TEST_F(Pages, SchemasAreJson) {
  for (const char* document : {"plan", "evidence", "policy", "freeze", "model"}) {
    const Called called = call({"schema", document});
    EXPECT_EQ(called.exit_code, 0) << document;
    EXPECT_TRUE(nlohmann::json::accept(called.out)) << document;
  }
  EXPECT_EQ(call({"schema", "plans"}).exit_code, 2);
}

bool installed(const std::string& shell) {
  return std::system(("command -v " + shell + " >/dev/null 2>&1").c_str()) == 0;
}

TEST_F(Pages, CompletionsParse) {
  for (const std::string& shell : {std::string("bash"), std::string("zsh"), std::string("fish")}) {
    const Called called = call({"completion", shell});
    EXPECT_EQ(called.exit_code, 0) << shell;
    EXPECT_THAT(called.out, HasSubstr("schema-drop-table")) << shell;
    if (!installed(shell)) continue;
    const std::string script = (beside_.path() / shell).string();
    std::ofstream(script) << called.out;
    EXPECT_EQ(std::system((shell + " -n '" + script + "'").c_str()), 0) << shell;
  }
  EXPECT_EQ(call({"completion", "tcsh"}).exit_code, 2);
}

}  // namespace
}  // namespace safeops::test
