#include <iostream>

#include "cli/scaffolding.hpp"
#include "text/source.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* backup = R"(apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata:
  name: app-postgres-20260210
  namespace: production
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"kind": "Backup", "was": "applied"}'
  managedFields:
  - manager: manager-of-fields
spec:
  cluster: {name: app-postgres}
status:
  phase: completed
  stoppedAt: "2026-02-10T03:04:11Z"
  backupId: 20260210T030000
)";

std::string backup_named(std::string_view name, std::string_view stopped, std::string_view phase = "completed") {
  std::string text =
      R"({"apiVersion": "postgresql.cnpg.io/v1", "kind": "Backup", "metadata": {"namespace": "production", "name": ")";
  text += std::string(name) + R"("}, "spec": {"cluster": {"name": "app-postgres"}}, "status": {"phase": ")" + std::string(phase);
  return text + R"(", "stoppedAt": ")" + std::string(stopped) + "\"}}";
}

std::string list_of(const std::string& items) {
  return R"({"apiVersion": "v1", "kind": "List", "items": [)" + items + "]}";
}

class EvidenceAdd : public Scaffolding {
 protected:
  // Adds what stands in a file beside the repository.
  std::vector<std::string> adding(const std::string& text, std::vector<std::string> more = {}) {
    const std::filesystem::path file = beside_.path() / "export";
    std::ofstream(file, std::ios::binary) << text;
    std::vector<std::string> words{"evidence", "add", file.string()};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  [[nodiscard]] bool filed(const std::string& name) const {
    return std::filesystem::exists(at(".safeops/evidence/users/" + name));
  }
  [[nodiscard]] std::string evidence(const std::string& name) const { return content(".safeops/evidence/users/" + name); }
};

TEST_F(EvidenceAdd, FilesABackupForTheOnlyPlanOfItsCluster) {
  const std::string out = told(adding(backup));
  EXPECT_THAT(out,
              AllOf(HasSubstr("wrote    .safeops/evidence/users/backup-production-app-postgres-20260210.yaml"),
                    HasSubstr("Backup production/app-postgres-20260210: a backup, for plan users"), Not(HasSubstr("not count"))));
  const std::string filed = evidence("backup-production-app-postgres-20260210.yaml");
  EXPECT_THAT(filed, AllOf(HasSubstr("  phase: completed\n"), HasSubstr("  backupId: 20260210T030000\n"),
                           Not(HasSubstr("manager-of-fields")), Not(HasSubstr("applied")), Not(HasSubstr("annotations"))));
  EXPECT_THAT(call({"model"}).out, HasSubstr("2026-02-10T03:04:11Z"));
}

TEST_F(EvidenceAdd, ReadsStandardInput) {
  std::istringstream in(backup);
  std::streambuf* before = std::cin.rdbuf(in.rdbuf());
  told({"evidence", "add", "-"});
  std::cin.rdbuf(before);
  std::cin.clear();
  EXPECT_TRUE(filed("backup-production-app-postgres-20260210.yaml"));
}

TEST_F(EvidenceAdd, TakesTheNewestCompletedBackupOfAList) {
  const std::string out =
      told(adding(list_of(backup_named("a", "2026-02-08T03:00:00Z") + "," + backup_named("b", "2026-02-10T03:00:00Z") + "," +
                          backup_named("c", "2026-02-11T03:00:00Z", "failed"))));
  EXPECT_THAT(out, HasSubstr("2 other backups"));
  EXPECT_TRUE(filed("backup-production-b.yaml"));
  EXPECT_FALSE(filed("backup-production-a.yaml") || filed("backup-production-c.yaml"));
}

TEST_F(EvidenceAdd, SaysWhenItProvesNothing) {
  EXPECT_THAT(told(adding(backup_named("a", "2026-02-08T03:00:00Z", "failed"))), HasSubstr("its phase is `failed`"));
  const std::string other = R"(apiVersion: postgresql.cnpg.io/v1
kind: Backup
metadata: {name: o, namespace: production}
spec: {cluster: {name: other}}
status: {phase: completed, stoppedAt: "2026-02-10T03:04:11Z"}
)";
  EXPECT_THAT(told(adding(other, {"--plan", "users"})), HasSubstr("it is of other, and the plan is for app-postgres"));
}

TEST_F(EvidenceAdd, TellsARestoredClusterFromOneThatArchives) {
  const std::string cluster =
      "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: app-postgres, namespace: production}\n"
      "status: {conditions: [{type: ContinuousArchiving, status: \"False\"}]}\n";
  EXPECT_THAT(told(adding(cluster)), AllOf(HasSubstr("that WAL is archived"), HasSubstr("ContinuousArchiving is `False`")));
  const std::string restored = R"(apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: restore-test, namespace: staging}
spec:
  bootstrap: {recovery: {source: origin}}
  externalClusters:
    - name: origin
      plugin: {name: barman-cloud.cloudnative-pg.io, parameters: {barmanObjectName: store, serverName: app-postgres}}
status: {conditions: [{type: Ready, status: "True"}]}
)";
  EXPECT_THAT(told(adding(restored)), AllOf(HasSubstr("restore-staging-restore-test.yaml"), HasSubstr("a restore;")));
}

TEST_F(EvidenceAdd, RecognisesStoresStatementsAndDecisions) {
  const std::string store = R"(apiVersion: barmancloud.cnpg.io/v1
kind: ObjectStore
metadata: {name: store, namespace: production}
status: {serverRecoveryWindow: {app-postgres: {firstRecoverabilityPoint: "2026-02-01T00:00:00Z"}}}
)";
  EXPECT_THAT(told(adding(store)), HasSubstr("object-store-production-store.yaml"));
  const std::string statement = R"({"_type": "https://in-toto.io/Statement/v1",
"subject": [{"name": "production/app-postgres"}], "predicateType": "https://in-toto.io/attestation/test-result/v0.1",
"predicate": {"result": "PASSED", "passedTests": ["schema", "read-write"]}})";
  EXPECT_THAT(told(adding(statement)), AllOf(HasSubstr("restore-test-production-app-postgres.yaml"),
                                             HasSubstr("does not name app-smoke, permissions, row-counts")));
  const std::string approval = R"(apiVersion: safeops.dev/v1alpha1
kind: Approval
metadata: {name: users-expand}
spec: {plan: users, phase: expand, decision: go, by: "@bob", at: "2026-02-10T09:30:00Z", files: [{path: a, sha256: b}]}
)";
  EXPECT_THAT(told(adding(approval)), AllOf(HasSubstr("approval-expand-bob.yaml"), HasSubstr("schemas/evidence.json")));
  EXPECT_THAT(refused(adding(approval, {"--plan", "other"})), HasSubstr("for plan users, not for other"));
}

TEST_F(EvidenceAdd, RefusesSecretsWithoutAValue) {
  const std::string secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: login}\nstringData: {password: hunter2}\n";
  for (const std::string& text :
       {secret, backup + std::string("---\n") + secret,
        list_of(R"({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "x"}, "data": {"a": "hunter2"}})"),
        secret + "hunter2: [\n"}) {
    const Called called = call(adding(text, {"--plan", "users"}));
    EXPECT_EQ(called.exit_code, 2);
    EXPECT_THAT(called.out + called.err, Not(HasSubstr("hunter2")));
  }
  EXPECT_FALSE(std::filesystem::exists(at(".safeops/evidence")));
}

TEST_F(EvidenceAdd, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(refused(adding("apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n")),
              AllOf(HasSubstr("Pod a"), HasSubstr("What counts")));
  EXPECT_THAT(refused(adding("just words\n")), HasSubstr("without a kind"));
  EXPECT_THAT(refused(adding("")), HasSubstr("holds no object"));
  EXPECT_THAT(refused(adding("a: [\n")), HasSubstr("neither YAML nor JSON"));
  EXPECT_THAT(refused(adding(std::string("\xff\xfe", 2))), HasSubstr("no UTF-8"));
  EXPECT_THAT(refused(adding(std::string(text::max_file_bytes + 1, ' '))), HasSubstr("more than"));
  EXPECT_THAT(refused({"evidence", "add", "/no/such/file"}), HasSubstr("no such file"));
  EXPECT_THAT(refused(adding(backup, {"--plan", "user"})), HasSubstr("Did you mean `users`?"));
}

TEST_F(EvidenceAdd, AsksWhichPlanWhenItCannotTell) {
  put(".safeops/plans/two.yaml",
      "apiVersion: safeops.dev/v1alpha1\nkind: MigrationPlan\nmetadata: {name: two}\nspec: {database: app-postgres}\n");
  EXPECT_THAT(refused(adding(backup)), AllOf(HasSubstr("two, users"), HasSubstr("--plan NAME")));
  EXPECT_THAT(told(adding(backup, {"--plan", "two"})), HasSubstr("for plan two"));
  std::filesystem::remove_all(at(".safeops/plans"));
  EXPECT_THAT(refused(adding(backup)), HasSubstr("there is no plan for app-postgres"));
}

TEST_F(EvidenceAdd, StaysInsideTheRepository) {
  const std::string hostile =
      "apiVersion: postgresql.cnpg.io/v1\nkind: Backup\nmetadata: {name: ../../../../x, namespace: \"..\\n\"}\n"
      "spec: {cluster: {name: app-postgres}}\n";
  told(adding(hostile));
  EXPECT_TRUE(filed("backup-x.yaml"));
  put(".safeops/plans/bad.yaml",
      "apiVersion: safeops.dev/v1alpha1\nkind: MigrationPlan\nmetadata: {name: ../../bad}\nspec: {database: app-postgres}\n");
  EXPECT_THAT(refused(adding(backup, {"--plan", "../../bad"})), HasSubstr("no name for a plan"));
}

}  // namespace
}  // namespace safeops::test
