#include <fmt/format.h>
#include <gmock/gmock.h>

#include "hostile/pull_request.hpp"

namespace safeops::test {
namespace {

using testing::AnyOf;
using testing::Contains;
using testing::StartsWith;

class HostileYaml : public PullRequest {
 protected:
  // Puts `yaml` where Flux applies it in production.
  Said judge_manifest(std::string_view yaml) {
    repository_.write(fmt::format("{}feature-flags.yaml", production), yaml);
    return judge();
  }
};

std::string config_map(std::string_view data) {
  return fmt::format("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: feature-flags\ndata:\n{}", data);
}

TEST_F(HostileYaml, AliasBomb) {
  std::string yaml = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int n = 1; n < 12; ++n) yaml += fmt::format("a{0}: &a{0} [{1}]\n", n, repeated(fmt::format("*a{}, ", n - 1), 9) + "x");
  EXPECT_THAT(judge_manifest(config_map("  k: v\n") + yaml).rules, Contains("gate-limits-exceeded"));
}

TEST_F(HostileYaml, MergeKeyBomb) {
  std::string yaml = "a0: &a0 {x: 1}\n";
  for (int n = 1; n < 40; ++n) yaml += fmt::format("a{0}: &a{0} {{l: *a{1}, r: *a{1}, <<: *a{1}}}\n", n, n - 1);
  EXPECT_THAT(judge_manifest(config_map("  k: v\n") + yaml).rules, Contains("gate-limits-exceeded"));
}

TEST_F(HostileYaml, AliasOfItself) {
  EXPECT_THAT(judge_manifest(config_map("  k: v\n") + "loop: &loop [*loop]\n").rules, Contains(StartsWith("gate-")));
}

TEST_F(HostileYaml, DeepFlow) {
  EXPECT_THAT(judge_manifest(config_map("  k: v\n") + "deep: " + repeated("[", 10'000) + repeated("]", 10'000) + "\n").rules,
              Contains("gate-limits-exceeded"));
}

TEST_F(HostileYaml, DeepBlock) {
  EXPECT_THAT(judge_manifest(config_map("  k: v\n") + "deep:\n  " + repeated("- ", 10'000) + "x\n").rules,
              Contains("gate-limits-exceeded"));
}

TEST_F(HostileYaml, NeverClosed) {
  EXPECT_THAT(judge_manifest(config_map("  k: v\n") + "deep: " + repeated("{a: ", 100'000)).rules, Contains(StartsWith("gate-")));
}

TEST_F(HostileYaml, ManyDocuments) {
  harmless_ = true;
  std::string yaml;
  for (int n = 0; n < 20'000; ++n) yaml += fmt::format("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: m{}}}\n", n);
  judge_manifest(yaml);
}

TEST_F(HostileYaml, ManyKeysGivenTwice) {
  EXPECT_THAT(judge_manifest(config_map(repeated("  k: v\n", 50'000))).rules, Contains("gate-duplicate-key"));
}

TEST_F(HostileYaml, InvalidUtf8) {
  EXPECT_THAT(judge_manifest(config_map("  k: \"\xC3\x28\xFF\"\n")).rules, Contains(StartsWith("gate-")));
}

TEST_F(HostileYaml, NulByte) {
  using namespace std::string_literals;
  EXPECT_THAT(judge_manifest(config_map("  k: a\0b\n"s)).rules, Contains("flux-build-failed"));
}

TEST_F(HostileYaml, BidiControls) {
  EXPECT_THAT(judge_manifest(config_map("  k: \"\u202Etxet\u2066\"\n")).rules, Contains("gate-invisible-text"));
}

TEST_F(HostileYaml, KeysThatAreCommands) {
  harmless_ = true;
  judge_manifest(
      config_map("  \"\\n::error::pwned\": \"\\e[31m::error::pwned\"\n  \"##[error]pwned.sql\": \"DROP TABLE users;\"\n"));
}

TEST_F(HostileYaml, ConfigMapWithSqlAndHostileKeys) {
  repository_.write(
      fmt::format("{}schema.yaml", production),
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: \"schema\\n::error::pwned\"}\ndata:\n"
      "  \"001\\n::error::pwned\\e[2J.sql\": |\n    DROP TABLE users;\n  ../../../../etc/passwd.sql: DROP TABLE users;\n");
  write_production("").write(fmt::format("{}kustomization.yaml", production),
                             "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: production\n"
                             "resources: [../base, feature-flags.yaml, schema.yaml]\n");
  judge();
}

TEST_F(HostileYaml, PlainSecretIsNeverTold) {
  secrets_ = {"hunter2-in-the-clear", "aHVudGVyMi1pbi10aGUtY2xlYXI="};
  repository_.write(fmt::format("{}secret.yaml", production),
                    "apiVersion: v1\nkind: Secret\nmetadata: {name: app-postgres-app}\nstringData:\n"
                    "  password: hunter2-in-the-clear\ndata:\n  pgpass: aHVudGVyMi1pbi10aGUtY2xlYXI=\n"
                    "  password: hunter2-in-the-clear\n  password: hunter2-in-the-clear\n");
  write_production("").write(fmt::format("{}kustomization.yaml", production),
                             "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: production\n"
                             "resources: [../base, feature-flags.yaml, secret.yaml]\n");
  judge();
}

TEST_F(HostileYaml, SecretThatIsNotYamlIsNeverTold) {
  secrets_ = {"hunter2-in-the-clear"};
  EXPECT_THAT(judge_manifest("apiVersion: v1\nkind: Secret\nmetadata: {name: feature-flags}\nstringData:\n"
                             "  password: hunter2-in-the-clear\n bad: [hunter2-in-the-clear\n")
                  .rules,
              Contains("gate-unparsable-yaml"));
}

TEST_F(HostileYaml, SecretWithBidiControlsIsNeverTold) {
  secrets_ = {"hunter2-in-the-clear"};
  judge_manifest(
      "apiVersion: v1\nkind: Secret\nmetadata: {name: feature-flags}\nstringData:\n"
      "  password: \"hunter2-in-the-clear\u202E\"\n");
}

TEST_F(HostileYaml, LiteralOfASecretGeneratorIsNeverTold) {
  secrets_ = {"hunter2-in-the-clear"};
  write_production(
      "secretGenerator:\n- name: app-postgres-app\n  literals: [password=hunter2-in-the-clear, hunter2-in-the-clear]\n");
  judge();
}

// Whole documents of the wrong shape, wherever a document decides something.
class WrongTypes : public PullRequest, public testing::WithParamInterface<const char*> {};

TEST_P(WrongTypes, InAPlan) {
  repository_.write(".safeops/plans/users.yaml",
                    fmt::format("apiVersion: safeops.dev/v1alpha1\nkind: MigrationPlan\nmetadata: {0}\nspec: {0}\n", GetParam()));
  write_migration("001-drop.sql", "DROP TABLE users;\n");
  EXPECT_THAT(judge().rules, Contains(AnyOf("evidence-plan-invalid", "gate-unparsable-yaml")));
}

TEST_P(WrongTypes, InEveryFieldOfAPlan) {
  std::string yaml = "apiVersion: safeops.dev/v1alpha1\nkind: MigrationPlan\nmetadata: {name: users}\nspec:\n";
  for (const char* field : {"purpose", "app", "database", "expand", "contract", "flag", "rollbackWindow", "rollback"})
    yaml += fmt::format("  {}: {}\n", field, GetParam());
  repository_.write(".safeops/plans/users.yaml", yaml);
  write_migration("001-drop.sql", "DROP TABLE users;\n");
  EXPECT_THAT(judge().rules, Contains(AnyOf("evidence-plan-invalid", "gate-unparsable-yaml")));
}

TEST_P(WrongTypes, InEvidence) {
  for (const char* kind : {"Approval", "RollbackDrill", "BreakGlass", "Freeze", "Backup", "Cluster"}) {
    repository_.write(
        fmt::format(".safeops/evidence/users/{}.yaml", kind),
        fmt::format("apiVersion: safeops.dev/v1alpha1\nkind: {0}\nmetadata: {1}\nspec: {1}\nstatus: {1}\nplan: {1}\n"
                    "phase: {1}\nat: {1}\nby: {1}\nfiles: {1}\n",
                    kind, GetParam()));
  }
  repository_.write(".safeops/freeze.yaml", GetParam());
  write_migration("001-drop.sql", "DROP TABLE users;\n");
  judge();
}

TEST_P(WrongTypes, InWhatFluxApplies) {
  std::string yaml;
  for (const char* kind : {"Kustomization", "HelmRelease", "Cluster", "ScheduledBackup", "Backup", "ObjectStore", "Deployment",
                           "CronJob", "Job", "ConfigMap", "Secret", "GitRepository", "OCIRepository", "Pooler", "Database"}) {
    for (const char* version : {"v1", "apps/v1", "batch/v1", "postgresql.cnpg.io/v1", "kustomize.toolkit.fluxcd.io/v1",
                                "helm.toolkit.fluxcd.io/v2", "source.toolkit.fluxcd.io/v1"}) {
      yaml += fmt::format(
          "---\napiVersion: {0}\nkind: {1}\nmetadata: {{name: x, namespace: {2}, labels: {2}, annotations: {2}}}\n"
          "spec: {2}\ndata: {2}\nstringData: {2}\nstatus: {2}\n",
          version, kind, GetParam());
    }
  }
  harmless_ = true;
  repository_.write(fmt::format("{}feature-flags.yaml", production), yaml);
  judge();
}

TEST_P(WrongTypes, InEveryFieldOfACluster) {
  std::string yaml = "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: app-postgres}\nspec:\n";
  for (const char* field : {"instances", "imageName", "storage", "walStorage", "bootstrap", "backup", "plugins", "postgresql",
                            "externalClusters", "replica", "managed", "imageCatalogRef", "tablespaces"})
    yaml += fmt::format("  {}: {}\n", field, GetParam());
  repository_.write("flux/infrastructure/data/cnpg-clusters/production/cluster.yaml", yaml);
  judge();
}

TEST_P(WrongTypes, InAKustomizationFile) {
  std::string yaml = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";
  for (const char* field : {"resources", "components", "namespace", "namePrefix", "nameSuffix", "labels", "commonLabels",
                            "commonAnnotations", "images", "replicas", "patches", "patchesStrategicMerge", "patchesJson6902",
                            "replacements", "configMapGenerator", "secretGenerator", "generatorOptions", "vars", "sortOptions"})
    yaml += fmt::format("{}: {}\n", field, GetParam());
  repository_.write(fmt::format("{}kustomization.yaml", production), yaml);
  harmless_ = true;
  judge();
}

TEST_P(WrongTypes, InAFluxKustomization) {
  std::string yaml =
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: backend-production, "
      "namespace: flux-system}\nspec:\n";
  for (const char* field : {"interval", "path", "prune", "sourceRef", "patches", "images", "postBuild", "targetNamespace",
                            "components", "dependsOn", "suspend", "decryption", "commonMetadata", "namePrefix", "nameSuffix"})
    yaml += fmt::format("  {}: {}\n", field, GetParam());
  repository_.write("flux/bootstrap/apps/production/backend.yaml", yaml);
  harmless_ = true;
  judge();
}

TEST_F(HostileYaml, PlanWithTextsAsLongAsAFile) {
  const std::string digits = repeated("1", 1'000'000);
  repository_.write(".safeops/plans/long.yaml",
                    fmt::format("apiVersion: safeops.dev/v1alpha1\nkind: MigrationPlan\nmetadata: {{name: a{}}}\n"
                                "spec: {{database: app-postgres, rollbackWindow: {{duration: {}}}}}\n",
                                digits, digits));
  EXPECT_THAT(judge().rules, Contains("evidence-plan-invalid"));
}

TEST_P(WrongTypes, InThePolicy) {
  std::string yaml = "apiVersion: safeops.dev/v1alpha1\nkind: Policy\n";
  for (const char* field :
       {"environments", "protected", "mode", "databases", "rollbackWindow", "backup", "restore", "approvals", "rules"})
    yaml += fmt::format("{}: {}\n", field, GetParam());
  breaks_policy_ = true;
  repository_.write(".safeops/policy.yaml", yaml);
  commit_base();
  write_migration("001-drop.sql", "DROP TABLE users;\n");
  EXPECT_EQ(judge().ended.exit_code, 2);
}

INSTANTIATE_TEST_SUITE_P(Shapes, WrongTypes,
                         testing::Values("{a: {b: [c]}}", "[[[]], {a: b}]", "-9223372036854775809",
                                         "\"\\e[31m\\n::error::pwned\"", "!!binary x", "1e999", "[~, ~]", "{~: ~, [a]: b}"));

}  // namespace
}  // namespace safeops::test
