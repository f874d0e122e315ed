#include <fmt/format.h>
#include <gmock/gmock.h>

#include "hostile/pull_request.hpp"

namespace safeops::test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class HostileKustomize : public PullRequest {
 protected:
  Said judge_production(std::string_view more) {
    write_production(more);
    return judge();
  }
  RepositoryBuilder& write_flag_map(std::string_view data) {
    return repository_.write(fmt::format("{}feature-flags.yaml", production),
                             fmt::format("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: feature-flags}}\ndata:\n{}", data));
  }
};

std::string kustomization(std::string_view fields) {
  return fmt::format("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n{}\n", fields);
}

TEST_F(HostileKustomize, Cycle) {
  repository_.write("flux/loop/kustomization.yaml", kustomization("resources: [../apps/backend/production]"));
  write_production("components: [../../../loop]\n");
  EXPECT_THAT(judge().rules, Contains("flux-build-failed"));
}

TEST_F(HostileKustomize, LoopUpwards) {
  repository_.write(fmt::format("{}kustomization.yaml", production), kustomization("resources: [../..]"));
  repository_.write("flux/apps/kustomization.yaml", kustomization("resources: [backend/production]"));
  EXPECT_THAT(judge().rules, Contains("flux-build-failed"));
}

TEST_F(HostileKustomize, OutOfTheRepository) {
  repository_.write(fmt::format("{}kustomization.yaml", production),
                    kustomization("resources: [../../../../../../../etc, /etc, ../../../../../.., \"file:///etc\"]"));
  EXPECT_THAT(judge().rules, Contains("flux-build-failed"));
}

TEST_F(HostileKustomize, DeepChainOfBases) {
  for (int n = 0; n < 3'000; ++n)
    repository_.write(fmt::format("flux/chain/{}/kustomization.yaml", n),
                      kustomization(fmt::format("resources: [../{}]", n + 1)));
  repository_.write("flux/chain/3000/kustomization.yaml", kustomization("resources: [../../apps/backend/base]"));
  repository_.write(fmt::format("{}kustomization.yaml", production), kustomization("resources: [../../../chain/0]"));
  harmless_ = true;
  judge();
}

TEST_F(HostileKustomize, BasesThatDoubleAtEachLevel) {
  for (int n = 0; n < 30; ++n) {
    const std::string next = fmt::format("resources: [../{}]\nnamePrefix: ", n + 1);
    repository_.write(fmt::format("flux/double/{}/kustomization.yaml", n),
                      kustomization(fmt::format("resources: [../{0}a, ../{0}b]", n)));
    repository_.write(fmt::format("flux/double/{}a/kustomization.yaml", n), kustomization(next + "a"));
    repository_.write(fmt::format("flux/double/{}b/kustomization.yaml", n), kustomization(next + "b"));
  }
  repository_.write("flux/double/30/kustomization.yaml", kustomization("resources: [../../apps/backend/base]"));
  repository_.write(fmt::format("{}kustomization.yaml", production), kustomization("resources: [../../../double/0]"));
  EXPECT_THAT(judge().rules, Contains("flux-build-failed"));
}

TEST_F(HostileKustomize, FluxKustomizationsInALoop) {
  repository_.write(
      fmt::format("{}feature-flags.yaml", production),
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: again, namespace: flux-system}\n"
      "spec: {path: ./flux/apps/backend/production, prune: true, interval: 1m, sourceRef: {kind: GitRepository, name: "
      "flux-system}}\n");
  harmless_ = true;
  judge();
}

TEST_F(HostileKustomize, ManyFluxKustomizationsOfOneLargeBase) {
  std::string data;
  for (int n = 0; n < 2'000; ++n) data += fmt::format("  k{}: {}\n", n, repeated("v", 100));
  write_flag_map(data);
  std::string yaml;
  for (int n = 0; n < 1'000; ++n) {
    yaml += fmt::format(
        "---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {{name: k{0}, namespace: "
        "flux-system}}\nspec: {{path: ./flux/apps/backend/production, prune: true, interval: 1m, targetNamespace: n{0}, "
        "sourceRef: {{kind: GitRepository, name: flux-system}}}}\n",
        n);
  }
  repository_.write("flux/bootstrap/apps/production/backend.yaml", yaml);
  harmless_ = true;
  judge();
}

TEST_F(HostileKustomize, FilesFromOutsideGit) {
  const Said said = judge_production(
      "configMapGenerator:\n- name: stolen\n  files: [../../../../../../../../etc/passwd, /etc/passwd, "
      "a=../../../../../../../../../etc/passwd]\n  envs: [/etc/environment]\n");
  EXPECT_THAT(said.rules, Contains("flux-build-failed"));
  for (const auto& [format, report] : said.reports) EXPECT_THAT(report, Not(HasSubstr("root:x:0"))) << format;
}

TEST_F(HostileKustomize, OneLargeFileUnderManyKeys) {
  repository_.write(fmt::format("{}large.txt", production), repeated("0123456789abcdef", 250'000));
  std::string more = "configMapGenerator:\n- name: large\n  files:\n";
  for (int n = 0; n < 2'000; ++n) more += fmt::format("  - k{}=large.txt\n", n);
  harmless_ = true;
  judge_production(more);
}

TEST_F(HostileKustomize, OneLargeBinaryFileUnderManyKeys) {
  repository_.write(fmt::format("{}large.bin", production), repeated("\xFF\xFE", 1'900'000));
  std::string more = "secretGenerator:\n- name: large\n  files:\n";
  for (int n = 0; n < 2'000; ++n) more += fmt::format("  - k{}=large.bin\n", n);
  harmless_ = true;
  judge_production(more);
}

TEST_F(HostileKustomize, JsonPatchWithHugeIndices) {
  EXPECT_THAT(judge_production("patches:\n- target: {kind: Deployment}\n  patch: |-\n"
                               "    - {op: add, path: /spec/template/spec/containers/18446744073709551615, value: {name: x}}\n"
                               "    - {op: remove, path: /spec/template/spec/containers/-9223372036854775808}\n")
                  .rules,
              Contains("flux-build-failed"));
}

TEST_F(HostileKustomize, JsonPatchThatDoublesByCopying) {
  std::string more = "patches:\n- target: {kind: Deployment}\n  patch: |-\n";
  for (int n = 0; n < 60; ++n)
    more += fmt::format(
        "    - {{op: copy, from: /spec, path: /metadata/c{}}}\n    - {{op: copy, from: /metadata, path: /spec/c{}}}\n", n, n);
  EXPECT_THAT(judge_production(more).rules, Contains("flux-build-failed"));
}

TEST_F(HostileKustomize, JsonPatchAtARemovedScalar) {
  EXPECT_THAT(judge_production("patches:\n- target: {kind: Deployment}\n  patch: |-\n"
                               "    - {op: add, path: /kind/a/b/c, value: 1}\n    - {op: replace, path: '', value: [1]}\n")
                  .rules,
              Contains("flux-build-failed"));
}

TEST_F(HostileKustomize, JsonPatchThatReplacesTheObject) {
  judge_production("patches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: replace, path: '', value: [1]}\n");
}

TEST_F(HostileKustomize, JsonPatchThatRemovesTheName) {
  judge_production(
      "patches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: remove, path: /metadata}\n    - {op: remove, path: "
      "/kind}\n");
}

TEST_F(HostileKustomize, DeepPatch) {
  judge_production(
      "patches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: backend}\n    spec: " +
      repeated("{a: ", 5'000) + "1" + repeated("}", 5'000) + "\n");
}

TEST_F(HostileKustomize, PatchesThatDeepenEachOther) {
  std::string more = "patches:\n- target: {kind: Deployment}\n  patch: |-\n";
  std::string path = "/metadata/annotations";
  more += "    - {op: add, path: /metadata/annotations, value: {}}\n";
  for (int n = 0; n < 1'500; ++n) {
    path += "/a";
    more += fmt::format("    - {{op: add, path: {}, value: {{}}}}\n", path);
  }
  harmless_ = true;
  judge_production(more);
}

TEST_F(HostileKustomize, PatchThatDeepensByMoving) {
  std::string more = "patches:\n- target: {kind: Deployment}\n  patch: |-\n    - {op: add, path: /d, value: {a: 1}}\n";
  for (int n = 0; n < 20'000; ++n)
    more +=
        "    - {op: move, from: /d, path: /e}\n    - {op: add, path: /d, value: {}}\n    - {op: move, from: /e, path: /d/a}\n";
  harmless_ = true;
  judge_production(more);
}

TEST_F(HostileKustomize, StrategicMergeOfWrongTypes) {
  harmless_ = true;
  judge_production(
      "patches:\n- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: backend}\n"
      "    spec: {template: [a, {$patch: delete}], replicas: {a: b}, selector: $patch}\n"
      "- patch: |\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: backend}\n"
      "    spec: {template: {spec: {containers: {name: [x]}, $setElementOrder/containers: 5, $retainKeys: {a: b}}}}\n");
}

TEST_F(HostileKustomize, RegularExpressionsOfPatchTargets) {
  std::string more = "patches:\n";
  for (const std::string& pattern :
       {std::string("(a*)*(a*)*(a*)*b"), "(a|aa)+$" + repeated("(x+x+)+y", 50),
        std::string("((((a{1,1000}){1,1000}){1,1000}){1,1000})"), repeated("(", 20'000) + repeated(")", 20'000),
        "a" + repeated("*", 200'000), "a" + repeated("{1}", 60'000), repeated("|", 100'000), "[" + repeated("a-z", 50'000) + "]",
        std::string("\\"), std::string("[[:alpha:]")})
    more +=
        fmt::format("- target: {{kind: Deployment, name: '{}'}}\n  patch: '[{{op: remove, path: /spec/replicas}}]'\n", pattern);
  harmless_ = true;
  judge_production(more);
}

TEST_F(HostileKustomize, NamesOfImages) {
  std::string more = "images:\n";
  for (const std::string& name : {std::string("(a+)+$"), "registry.example.com/shop/backend" + repeated("(", 10'000),
                                  repeated("a*", 50'000), std::string("["), std::string("\\\\")})
    more += fmt::format("- {{name: '{}', newTag: \"1\\n::error::pwned\"}}\n", name);
  harmless_ = true;
  judge_production(more);
}

TEST_F(HostileKustomize, ReplacementsThatDouble) {
  write_flag_map("  a: xxxxxxxx-y\n  b: xxxxxxxx-y\n");
  std::string more = "replacements:\n";
  for (int n = 0; n < 60; ++n)
    more += fmt::format(
        "- source: {{kind: ConfigMap, name: feature-flags, fieldPath: data.{0}}}\n  targets:\n  - select: {{kind: ConfigMap}}\n"
        "    fieldPaths: [data.{1}]\n    options: {{delimiter: '-', index: {2}}}\n",
        n % 2 ? "a" : "b", n % 2 ? "b" : "a", n % 3 - 1);
  harmless_ = true;
  judge_production(more);
}

TEST_F(HostileKustomize, SubstitutionsThatGrow) {
  std::string map = "  v: \"" + repeated("${A}", 10'000) + "\"\n";
  write_flag_map(map);
  repository_.write(
      "flux/bootstrap/apps/production/backend.yaml",
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: backend-production, namespace: "
      "flux-system}\nspec:\n  path: ./flux/apps/backend/production\n  prune: true\n  interval: 1m\n  sourceRef: {kind: "
      "GitRepository, name: flux-system}\n  postBuild: {substitute: {A: \"" +
          repeated("x", 1'000'000) + "\"}}\n");
  harmless_ = true;
  judge();
}

TEST_F(HostileKustomize, SubstitutionsInSubstitutions) {
  write_flag_map("  v: \"" + repeated("${A:=", 20'000) + repeated("}", 20'000) + "\"\n  w: \"" + repeated("${", 50'000) + "\"\n");
  repository_.write(
      "flux/bootstrap/apps/production/backend.yaml",
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: backend-production, namespace: "
      "flux-system}\nspec:\n  path: ./flux/apps/backend/production\n  prune: true\n  interval: 1m\n  sourceRef: {kind: "
      "GitRepository, name: flux-system}\n  postBuild: {substitute: {B: x}}\n");
  harmless_ = true;
  judge();
}

}  // namespace
}  // namespace safeops::test
