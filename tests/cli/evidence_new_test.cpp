#include "cli/scaffolding.hpp"
#include "text/digest.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class EvidenceNew : public Scaffolding {
 protected:
  std::string begun(const std::string& kind, const std::string& file) {
    EXPECT_THAT(told({"evidence", "new", kind, "users"}), HasSubstr("Next: fill in .safeops/evidence/users/" + file));
    return content(".safeops/evidence/users/" + file);
  }
};

TEST_F(EvidenceNew, DrillAsksForAllItsParts) {
  EXPECT_THAT(begun("drill", "drill-staging.yaml"),
              AllOf(HasSubstr("kind: RollbackDrill\n"), HasSubstr("  plan: users\n"), HasSubstr("  environment: staging\n"),
                    HasSubstr("# failureSignal: "), HasSubstr("#     action: roll the app back\n"), HasSubstr("# recoveryTime: "),
                    HasSubstr("# oldAppHealthy: ")));
}

TEST_F(EvidenceNew, RestoreTestNamesTheProtectedClusterFirst) {
  EXPECT_THAT(begun("restore", "restore-test-app-postgres.yaml"),
              AllOf(HasSubstr("\n_type: https://in-toto.io/Statement/v1\n"), HasSubstr("  - name: production/app-postgres\n"),
                    HasSubstr("# passedTests: [schema, read-write, app-smoke, permissions, row-counts]")));
  EXPECT_THAT(told({"evidence", "add", at(".safeops/evidence/users/restore-test-app-postgres.yaml").string()}),
              HasSubstr("does not name schema, read-write"));
}

TEST_F(EvidenceNew, BreakGlassNamesTheWholeChange) {
  put(std::string(migrations) + "001-drop.sql", "DROP TABLE users;\n");
  std::filesystem::remove(at("README.md"));
  const std::string record = begun("break-glass", "break-glass.yaml");
  EXPECT_THAT(record, AllOf(HasSubstr("path: README.md\n      sha256: removed\n"),
                            HasSubstr("001-drop.sql\n      sha256: " + text::sha256_hex("DROP TABLE users;\n")),
                            HasSubstr("path: .safeops/schemas/evidence.json\n"), Not(HasSubstr("path: .safeops/evidence"))));
  EXPECT_THAT(told({"evidence", "new", "break-glass", "users"}), HasSubstr("as it should be"));
}

TEST_F(EvidenceNew, MeetsTheSchemaOnceFilledIn) {
  expect_schema(filled_in(begun("drill", "drill-staging.yaml")), "evidence");
  put(std::string(migrations) + "001-drop.sql", "DROP TABLE users;\n");
  expect_schema(filled_in(begun("break-glass", "break-glass.yaml")), "evidence");
  put("restore-test.yaml", filled_in(begun("restore", "restore-test-app-postgres.yaml")));
  EXPECT_THAT(told({"evidence", "add", at("restore-test.yaml").string()}), Not(HasSubstr("not count")));
}

TEST_F(EvidenceNew, IsOfAPlanAndAKind) {
  EXPECT_THAT(refused({"evidence", "new", "drill", "user"}), HasSubstr("Did you mean `users`?"));
  EXPECT_THAT(refused({"evidence", "new", "dril", "users"}), HasSubstr("drill, restore or break-glass"));
  begun("drill", "drill-staging.yaml");
  put(".safeops/evidence/users/drill-staging.yaml", "mine\n");
  EXPECT_THAT(refused({"evidence", "new", "drill", "users"}), HasSubstr("--force"));
}

}  // namespace
}  // namespace safeops::test
