#include "flux/rendering.hpp"

namespace safeops::flux {
namespace {

using test::Files;
using test::messages;
using test::object;
using test::origin;
using test::Rendering;

constexpr const char* deployment =
    "apiVersion: apps/v1\n"
    "kind: Deployment\n"
    "metadata:\n"
    "  name: backend\n"
    "spec:\n"
    "  replicas: 1\n"
    "  template:\n"
    "    spec:\n"
    "      containers:\n"
    "      - name: app\n"
    "        image: registry.io:5000/backend:v1@sha256:aa\n"
    "        ports:\n"
    "        - containerPort: 80\n"
    "        env:\n"
    "        - {name: A, value: a}\n"
    "        - {name: B, value: b}\n"
    "        envFrom:\n"
    "        - configMapRef: {name: settings}\n";

const yaml::Node& container(const Object& workload, std::size_t index = 0) {
  return workload.at("spec.template.spec.containers").items().at(index);
}

TEST(Kustomize, OverlayKeepsTheLineThatSetEachValue) {
  Rendering rendering(
      {{"base/kustomization.yaml", "resources: [deployment.yaml]\n"},
       {"base/deployment.yaml", deployment},
       {"prod/kustomization.yaml",
        "resources: [../base]\nnamespace: prod\nnamePrefix: p-\nlabels:\n- pairs: {team: a}\n  includeSelectors: true\n"
        "images:\n- name: registry.io:5000/backend\n  newTag: v2\nreplicas:\n- name: backend\n  count: 3\n"}});
  const auto build = rendering.build("prod");
  ASSERT_FALSE(build->failed()) << messages(build->problems);
  const Object& workload = object(build->objects, "Deployment");
  EXPECT_EQ(workload.id().text(), "Deployment prod/p-backend");
  EXPECT_EQ(origin(workload.place()), "base/deployment.yaml:4");
  EXPECT_EQ(origin(workload.place("metadata.namespace")), "prod/kustomization.yaml:2");
  EXPECT_EQ(container(workload)["image"].text(), "registry.io:5000/backend:v2");
  EXPECT_EQ(origin(container(workload)["image"].place()), "prod/kustomization.yaml:9");
  EXPECT_EQ(workload.at("spec.replicas").integer(), 3);
  EXPECT_EQ(origin(workload.place("spec.replicas")), "prod/kustomization.yaml:12");
  EXPECT_EQ(origin(workload.place("spec.selector.matchLabels.team")), "prod/kustomization.yaml:5");
  EXPECT_EQ(workload.at("spec.template.metadata.labels.team").text(), "a");
  EXPECT_EQ(build->inputs, (std::set<std::string>{"base/deployment.yaml", "base/kustomization.yaml", "prod/kustomization.yaml"}));
}

// The suffixes are what kustomize 5.8.1 prints.
TEST(Kustomize, GeneratedNamesEndInTheContentsHash) {
  Rendering rendering(Files{{"kustomization.yaml",
                             "configMapGenerator:\n- name: c\n  literals: [A=1]\nnamePrefix: p-\n"
                             "secretGenerator:\n- name: s\n  literals: [\"A=<&>\"]\n"}});
  const auto build = rendering.build("");
  EXPECT_EQ(object(build->objects, "ConfigMap").name(), "p-c-89g4tffbfk");
  EXPECT_EQ(object(build->objects, "Secret").name(), "p-s-b529thm7bc");
  EXPECT_EQ(object(build->objects, "Secret").at("data.A").text(), "PCY+");
}

TEST(Kustomize, ReferencesFollowRenamedObjects) {
  Rendering rendering(
      {{"kustomization.yaml",
        "resources: [deployment.yaml]\nnameSuffix: -x\nconfigMapGenerator:\n- name: settings\n  literals: [A=1]\n"},
       {"deployment.yaml", deployment}});
  const auto build = rendering.build("");
  const std::string_view generated = object(build->objects, "ConfigMap").name();
  EXPECT_EQ(generated, "settings-x-89g4tffbfk");
  EXPECT_EQ(container(object(build->objects, "Deployment"))["envFrom"].items()[0]["configMapRef"]["name"].text(), generated);
}

TEST(Kustomize, GeneratedValuesPointAtTheirFiles) {
  Rendering rendering(
      {{"k/kustomization.yaml",
        "configMapGenerator:\n- name: m\n  files: [001.sql, other=001.sql]\n  envs: [e.env]\n  literals: [\"q='x'\"]\n"
        "generatorOptions: {disableNameSuffixHash: true, labels: {l: v}}\n"},
       {"k/001.sql", "ALTER TABLE a\n  DROP COLUMN b;\n"},
       {"k/e.env", "# comment\n  D=4=5\nEMPTY\n"}});
  const auto build = rendering.build("k");
  ASSERT_TRUE(build->problems.empty()) << messages(build->problems);
  const Object& map = object(build->objects, "ConfigMap", "m");
  const yaml::Node& sql = map.root()["data"]["001.sql"];
  EXPECT_EQ(sql.text(), "ALTER TABLE a\n  DROP COLUMN b;\n");
  EXPECT_EQ(sql.place().path(), "k/001.sql");
  EXPECT_EQ(sql.place().span, (text::Span{0, 31}));
  EXPECT_EQ(map.root()["data"]["other"].text(), sql.text());
  EXPECT_EQ(map.root()["data"]["D"].text(), "4=5");
  EXPECT_EQ(origin(map.root()["data"]["D"].place()), "k/e.env:2");
  EXPECT_EQ(map.root()["data"]["EMPTY"].text(), "");
  EXPECT_EQ(map.root()["data"]["q"].text(), "x");
  EXPECT_EQ(map.label("l"), "v");
}

TEST(Kustomize, GeneratorsMergeIntoAndReplaceTheirBase) {
  const Files base{{"base/kustomization.yaml", "configMapGenerator:\n- name: c\n  literals: [A=1, B=2]\n"}};
  const auto overlay = [&](std::string_view behavior) {
    Files files = base;
    files["over/kustomization.yaml"] =
        "resources: [../base]\nconfigMapGenerator:\n- name: c\n  behavior: " + std::string(behavior) + "\n  literals: [A=9]\n";
    return files;
  };
  Rendering merged(overlay("merge"));
  const auto build = merged.build("over");
  EXPECT_EQ(object(build->objects, "ConfigMap").at("data.A").text(), "9");
  EXPECT_EQ(object(build->objects, "ConfigMap").at("data.B").text(), "2");
  Rendering replaced(overlay("replace"));
  EXPECT_TRUE(object(replaced.build("over")->objects, "ConfigMap").at("data.B").is_missing());
  Rendering created(overlay("create"));
  EXPECT_TRUE(created.build("over")->failed());
}

TEST(Kustomize, StrategicMergeKnowsKubernetesLists) {
  Rendering rendering(
      {{"kustomization.yaml", "resources: [deployment.yaml]\npatches:\n- path: patch.yaml\n"},
       {"deployment.yaml", deployment},
       {"patch.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: backend}\nspec:\n  replicas: null\n  template:\n    spec:\n"
        "      containers:\n      - name: side\n        image: side:1\n      - name: app\n        env:\n"
        "        - {name: A, $patch: delete}\n        - {name: B, value: patched}\n"}});
  const auto build = rendering.build("");
  ASSERT_TRUE(build->problems.empty()) << messages(build->problems);
  const Object& workload = object(build->objects, "Deployment");
  EXPECT_TRUE(workload.at("spec.replicas").is_missing());
  EXPECT_EQ(container(workload, 0)["name"].text(), "side");
  ASSERT_EQ(container(workload, 1)["env"].items().size(), 1u);
  EXPECT_EQ(container(workload, 1)["env"].items()[0]["value"].text(), "patched");
  EXPECT_EQ(origin(container(workload, 1)["env"].items()[0]["value"].place()), "patch.yaml:14");
  EXPECT_EQ(origin(container(workload, 1)["image"].place()), "deployment.yaml:11");
}

TEST(Kustomize, StrategicMergeReplacesListsOfCustomKinds) {
  Rendering rendering(
      {{"kustomization.yaml",
        "resources: [c.yaml]\npatches:\n- target: {kind: Clus.*}\n  patch: |\n    apiVersion: postgresql.cnpg.io/v1\n"
        "    kind: Cluster\n    metadata: {name: any}\n    spec:\n      roles: [{name: z}]\n      backup: {$patch: delete}\n"},
       {"c.yaml",
        "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: db}\nspec:\n  roles: [{name: a}]\n  backup: {x: "
        "1}\n"}});
  const auto build = rendering.build("");
  const Object& cluster = object(build->objects, "Cluster", "db");
  ASSERT_EQ(cluster.at("spec.roles").items().size(), 1u) << messages(build->problems);
  EXPECT_EQ(cluster.at("spec.roles").items()[0]["name"].text(), "z");
  EXPECT_EQ(origin(cluster.at("spec.roles").items()[0]["name"].place()), "kustomization.yaml:9");
  EXPECT_TRUE(cluster.at("spec.backup").is_missing());
}

TEST(Kustomize, JsonPatches) {
  Rendering rendering({{"kustomization.yaml",
                        "resources: [deployment.yaml]\npatches:\n- target: {kind: Deployment, name: back.*}\n  patch: |-\n"
                        "    - op: replace\n      path: /spec/replicas\n      value: 5\n"
                        "    - {op: add, path: /metadata/annotations, value: {a~b/c: x}}\n"
                        "    - {op: replace, path: /metadata/annotations/a~0b~1c, value: z}\n"
                        "    - {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: C}}\n"
                        "    - {op: remove, path: /spec/template/spec/containers/0/env/0}\n"
                        "    - {op: copy, from: /spec/replicas, path: /spec/copied}\n"
                        "    - {op: test, path: /spec/copied, value: 5}\n"},
                       {"deployment.yaml", deployment}});
  const auto build = rendering.build("");
  ASSERT_TRUE(build->problems.empty()) << messages(build->problems);
  const Object& workload = object(build->objects, "Deployment");
  EXPECT_EQ(workload.at("spec.replicas").integer(), 5);
  EXPECT_EQ(origin(workload.place("spec.replicas")), "kustomization.yaml:7");
  EXPECT_EQ(workload.annotation("a~b/c"), "z");
  ASSERT_EQ(container(workload)["env"].items().size(), 2u);
  EXPECT_EQ(container(workload)["env"].items()[1]["name"].text(), "C");
}

TEST(Kustomize, ComponentsWorkOnWhatIsThere) {
  Rendering rendering({{"kustomization.yaml", "resources: [deployment.yaml]\ncomponents: [comp]\nnamespace: n\n"},
                       {"deployment.yaml", deployment},
                       {"comp/kustomization.yaml",
                        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nnameSuffix: -c\nreplicas: [{name: "
                        "backend, count: 7}]\n"}});
  const auto build = rendering.build("");
  EXPECT_EQ(object(build->objects, "Deployment").id().text(), "Deployment n/backend-c");
  EXPECT_EQ(object(build->objects, "Deployment").at("spec.replicas").integer(), 7);
}

TEST(Kustomize, ObjectsComeInKustomizesOrder) {
  const std::string objects =
      "apiVersion: v1\nkind: Service\nmetadata: {name: b}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\n"
      "apiVersion: x.io/v1\nkind: Z\nmetadata: {name: z}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: n}\n";
  const auto order = [](const Build& build) {
    std::string names;
    for (const Object& entry : build.objects) names += entry.name();
    return names;
  };
  Rendering legacy({{"kustomization.yaml", "resources: [o.yaml]\n"}, {"o.yaml", objects}});
  EXPECT_EQ(order(*legacy.build("")), "nabz");
  Rendering fifo({{"kustomization.yaml", "resources: [o.yaml]\nsortOptions: {order: fifo}\n"}, {"o.yaml", objects}});
  EXPECT_EQ(order(*fifo.build("")), "bazn");
}

struct Mistake {
  Files files;
  std::string origin;
  std::string message;
};

TEST(Kustomize, MistakesAreErrorsWithTheirPlace) {
  const std::string map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
  const std::vector<Mistake> mistakes{
      {{{"kustomization.yaml", "resources: [none.yaml]\n"}}, "kustomization.yaml:1", "resource `none.yaml` does not exist"},
      {{{"kustomization.yaml", "resources: [../x]\n"}}, "kustomization.yaml:1", "resource `../x` is outside of the repository"},
      {{{"kustomization.yaml", "resources: [a]\n"}, {"a/kustomization.yaml", "resources: [../a]\n"}},
       "a/kustomization.yaml:1",
       "`a` uses itself"},
      {{{"kustomization.yaml", "resources: [a.yaml, b.yaml]\n"}, {"a.yaml", map}, {"b.yaml", map}},
       "b.yaml:3",
       "ConfigMap c is given twice (first in a.yaml on line 3)"},
      {{{"kustomization.yaml", "resources: [a.yaml]\n"}, {"a.yaml", "a: [\n"}},
       "a.yaml:2",
       "not valid YAML: end of sequence flow not found"},
      {{{"kustomization.yaml", "resource: []\n"}}, "kustomization.yaml:1", "`resource` is no field of a kustomization"},
      {{{"kustomization.yaml", "resources: [a.yaml]\npatches:\n- path: p.yaml\n"},
        {"a.yaml", map},
        {"p.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\n"}},
       "p.yaml:3",
       "patch for ConfigMap d matches no object"},
      {{{"kustomization.yaml", "replicas: [{name: web, count: 1}]\n"}},
       "kustomization.yaml:1",
       "`replicas` names `web`, but there is no such Deployment, StatefulSet or ReplicaSet"}};
  for (const Mistake& mistake : mistakes) {
    Rendering rendering(mistake.files);
    const auto build = rendering.build("");
    ASSERT_TRUE(build->failed()) << mistake.message;
    EXPECT_EQ(messages(build->problems), mistake.origin + ": " + mistake.message + "\n");
  }
}

TEST(Kustomize, WhatOnlyTheClusterKnowsIsANote) {
  Rendering rendering(Files{{"kustomization.yaml", "resources: [\"https://example.com/x?ref=v1\"]\nhelmCharts: [{name: c}]\n"}});
  const auto build = rendering.build("");
  EXPECT_FALSE(build->failed());
  EXPECT_EQ(build->problems.size(), 2u);
}

TEST(Kustomize, DoublingLayersEnd) {
  Files files{{"d0/kustomization.yaml", "resources: [c.yaml]\n"},
              {"d0/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"}};
  for (int n = 1; n < 40; ++n) {
    const std::string below = "../d" + std::to_string(n - 1);
    const std::string name = "d" + std::to_string(n);
    files[name + "/kustomization.yaml"] = "resources: [a, b]\n";
    for (const std::string side : {"a", "b"})
      files[name + "/" + side + "/kustomization.yaml"] = "namePrefix: " + side + "\nresources: [../" + below + "]\n";
  }
  Rendering rendering(files);
  EXPECT_TRUE(rendering.build("d39")->failed());
}

TEST(Kustomize, TheSameInputsGiveTheSameBuild) {
  Rendering rendering({{"k/kustomization.yaml", "resources: [deployment.yaml]\n"}, {"k/deployment.yaml", deployment}});
  const auto first = rendering.build("k");
  rendering.commit({{"README.md", "hello\n"}});
  EXPECT_EQ(rendering.build("k"), first);
  rendering.commit({{"k/kustomization.yml", "resources: []\n"}});
  EXPECT_NE(rendering.build("k"), first);
}

}  // namespace
}  // namespace safeops::flux
