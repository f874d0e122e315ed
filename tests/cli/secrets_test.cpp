#include <gmock/gmock.h>

#include "cli/calling.hpp"

namespace safeops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* production = "flux/apps/backend/production/";
constexpr const char* value = "hunter2-correct-horse";
constexpr const char* in_base64 = "aHVudGVyMi1jb3JyZWN0LWhvcnNl";

std::string kustomization(std::string_view name, std::string_view path, std::string_view more = {}) {
  return "---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: " + std::string(name) +
         ", namespace: flux-system}\nspec:\n  path: " + std::string(path) +
         "\n  prune: true\n  sourceRef: {kind: GitRepository, name: flux-system}\n" + std::string(more);
}

std::string secret(std::string_view name, std::string_view name_space, std::string_view data) {
  return "---\napiVersion: v1\nkind: Secret\nmetadata: {name: " + std::string(name) + ", namespace: " + std::string(name_space) +
         "}\n" + std::string(data);
}

// What nobody may learn from any output: the values of Secrets in the clear, in whatever way they get somewhere.
class Secrets : public Calling {
 protected:
  void SetUp() override { commit_shop(); }

  void commit(const std::string& path, const std::string& text) { repository_.write(path, text).commit("change " + path); }

  std::string all_output() {
    std::string said;
    for (const char* format : {"text", "json", "sarif", "github", "markdown"})
      said += told({"check", "--base", "HEAD^", "--head", "HEAD", "--format", format});
    said += told({"audit"});
    said += told({"replay", "--last", "5"});
    said += told({"status"});
    return said + told({"model", "--at", "HEAD"});
  }

  void expect_silence() {
    const std::string said = all_output();
    EXPECT_THAT(said, AllOf(Not(HasSubstr(value)), Not(HasSubstr(in_base64))));
    EXPECT_THAT(said, HasSubstr("GO"));
  }

 private:
  std::string told(const std::vector<std::string>& arguments) {
    const Called called = call(arguments);
    return called.out + called.err;
  }
};

TEST_F(Secrets, OfAManifest) {
  commit("flux/infrastructure/data/cnpg-clusters/production/postgres-app-secret.yaml",
         secret("app-postgres-app", "production", std::string("stringData: {password: ") + value + "}\n"));
  expect_silence();
  commit("flux/infrastructure/data/cnpg-clusters/production/postgres-app-secret.yaml",
         secret("app-postgres-app", "production",
                std::string("data: {password: ") + in_base64 + ", password: " + in_base64 + "}\n"));
  expect_silence();
}

TEST_F(Secrets, OfAFileThatIsNoYaml) {
  commit("flux/apps/backend/base/service.yaml",
         secret("s", "production", std::string("stringData:\n  password: ") + value + ": \"" + value + "\n"));
  expect_silence();
}

TEST_F(Secrets, OfAGenerator) {
  const std::string before = "resources: [../base]\nnamespace: production\n";
  commit(std::string(production) + "kustomization.yaml",
         before + "secretGenerator: [{name: s, literals: [password=" + value + "]}]\n");
  expect_silence();
  commit(std::string(production) + "kustomization.yaml", before + "secretGenerator: [{name: s, literals: [" + value + "]}]\n");
  expect_silence();
}

TEST_F(Secrets, ThatFillInVariables) {
  repository_.write("flux/bootstrap/flux-system/apps.yaml",
                    secret("vars", "flux-system", std::string("stringData: {TOKEN: ") + value + "}\n") +
                        kustomization("more", "./more", "  postBuild: {substituteFrom: [{kind: Secret, name: vars}]}\n"));
  repository_.write(
      "more/all.yaml",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a, namespace: production}\nspec:\n  template:\n    "
      "spec:\n      containers:\n        - {name: a, image: \"registry.example.com/a:${TOKEN}\", env: [{name: HOST, "
      "value: \"${TOKEN}-rw\"}]}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: feature-flags, namespace: "
      "production}\ndata: {FEATURE_X: \"${TOKEN}\"}\n---\napiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: "
      "{name: db, namespace: production}\nspec: {instances: 1, imageName: \"pg:${TOKEN}\", storage: {size: "
      "\"${TOKEN}\"}}\n" +
          kustomization("child", "./more/${TOKEN}", "  dependsOn: [{name: \"${TOKEN}\"}]\n"));
  repository_.commit("take variables from a Secret");
  expect_silence();
  const Called rendered = call({"render", "more", "--origins", "--at", "HEAD"});
  EXPECT_THAT(rendered.out + rendered.err, Not(HasSubstr(value)));
}

TEST_F(Secrets, ThatReplacementsCopy) {
  repository_.write(std::string(production) + "secret.yaml",
                    secret("s", "production", std::string("stringData: {tag: ") + value + "}\n"));
  repository_.write(
      std::string(production) + "kustomization.yaml",
      "resources: [../base, secret.yaml]\nnamespace: production\nreplacements:\n  - source: {kind: Secret, name: s, "
      "fieldPath: stringData.tag}\n    targets:\n      - select: {kind: Deployment}\n        fieldPaths: "
      "[spec.template.spec.containers.0.image]\n        options: {delimiter: ':', index: 1}\n");
  repository_.commit("copy a value");
  expect_silence();
  EXPECT_THAT(call({"render", "backend-production", "--at", "HEAD"}).out, HasSubstr("image: ${SECRET}\n"));
  EXPECT_THAT(call({"render", production, "--at", "HEAD"}).out, HasSubstr(std::string("backend:") + value))
      << "of a directory, as kustomize build prints it";
}

TEST_F(Secrets, ThatAHelmReleaseTakesItsValuesFrom) {
  commit(
      "flux/apps/reports/production/release.yaml",
      secret("values", "production", std::string("stringData: {values.yaml: \"image: {tag: ") + value + "}\"}\n") +
          "---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: reports}\nspec:\n  interval: 10m\n  "
          "chart: {spec: {chart: reports, version: 2.1.0, sourceRef: {kind: HelmRepository, name: shop}}}\n  valuesFrom: "
          "[{kind: Secret, name: values}]\n");
  expect_silence();
  EXPECT_THAT(call({"model", "--at", "HEAD"}).out, HasSubstr("takes values from Secret values, which are not read"));
}

TEST_F(Secrets, OfSopsFilesAreNeitherComparedNorPrinted) {
  const auto sealed = [](std::string_view text) {
    return secret("token", "production",
                  "stringData: {token: \"" + std::string(text) + "\"}\nsops: {mac: \"ENC[AES256_GCM,x]\"}\n");
  };
  repository_.write(std::string(production) + "token.yaml", sealed("ENC[AES256_GCM,data:one]"));
  repository_.write(std::string(production) + "kustomization.yaml", "resources: [../base, token.yaml]\nnamespace: production\n");
  repository_.commit("seal a token");
  commit(std::string(production) + "token.yaml", sealed(std::string("ENC[AES256_GCM,data:") + value + "]"));
  expect_silence();
  EXPECT_EQ(call({"check", "--base", "HEAD^", "--head", "HEAD"}).exit_code, 0);
}

}  // namespace
}  // namespace safeops::test
