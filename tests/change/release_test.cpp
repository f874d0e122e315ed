#include <gmock/gmock.h>

#include "change/change.hpp"
#include "harness/repository_builder.hpp"

namespace safeops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Files = std::map<std::string, std::string>;

constexpr std::string_view sync =
    "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: flux-system, namespace: flux-system}\n"
    "spec:\n  path: ./app\n  prune: true\n  sourceRef: {kind: GitRepository, name: flux-system}\n";

// What `of` says about a change of these files.
template <typename Of>
std::vector<std::string> told(const Files& base, const Files& head, Of of) {
  const test::TemporaryDirectory directory;
  test::RepositoryBuilder builder(directory.path());
  builder.write("gotk-sync.yaml", sync);
  for (const auto& [path, content] : base) builder.write(path, content);
  const git::Oid before = builder.commit("base");
  for (const auto& [path, content] : head) builder.write(path, content);
  const git::Oid after = builder.commit("head");
  const git::Repository repository = git::Repository::open(directory.path());
  Library library(repository, 1);
  const Policy policy = read_policy(nullptr, library.documents());
  const Estate base_estate(library, git::Snapshot::of_commit(repository, before), policy);
  const Estate head_estate(library, git::Snapshot::of_commit(repository, after), policy);
  return of(Change(base_estate, head_estate, library, {}));
}

std::vector<std::string> releases(const Files& base, const Files& head) {
  return told(base, head, [](const Change& change) {
    std::vector<std::string> texts;
    for (const Release& release : change.releases()) {
      texts.push_back(release.text());
      EXPECT_TRUE(change.touches(release.to.place.source)) << release.text();
    }
    return texts;
  });
}

std::vector<std::string> flips(const Files& base, const Files& head) {
  return told(base, head, [](const Change& change) {
    std::vector<std::string> texts;
    for (const FlagFlip& flip : change.flag_flips())
      texts.push_back(flip.name.config_map + '/' + flip.name.key + (flip.turns_on() ? " on" : " off"));
    return texts;
  });
}

std::string helm(std::string_view spec) {
  return "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: app, namespace: production}\nspec:\n" +
         std::string(spec);
}

TEST(Release, IsANewVersionInHelmValuesChartOrSource) {
  const auto values = [](std::string_view tag) {
    return Files{{"app/r.yaml", helm("  values: {image: {repository: r/a, tag: " + std::string(tag) + "}}\n")}};
  };
  EXPECT_THAT(releases(values("1.0.0"), values("1.1.0")), ElementsAre("app in production: image 1.0.0 -> 1.1.0"));
  const auto chart = [](std::string_view version) {
    return Files{{"app/r.yaml", helm("  chart: {spec: {chart: c, version: " + std::string(version) + "}}\n")}};
  };
  EXPECT_THAT(releases(chart("1.0.0"), chart("1.1.0")), ElementsAre("app in production: chart 1.0.0 -> 1.1.0"));
  const auto source = [](std::string_view ref) {
    return Files{{"app/r.yaml", helm("  chartRef: {kind: OCIRepository, name: c}\n")},
                 {"app/s.yaml",
                  "apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\n"
                  "metadata: {name: c, namespace: production}\nspec: {ref: " +
                      std::string(ref) + "}\n"}};
  };
  EXPECT_THAT(releases(source("{tag: 1.0.0}"), source("{tag: 1.1.0}")), ElementsAre("app in production: source 1.0.0 -> 1.1.0"));
  EXPECT_THAT(releases(source("{digest: \"sha256:aa\"}"), source("{digest: \"sha256:bb\"}")),
              ElementsAre("app in production: source sha256:aa -> sha256:bb"));
}

constexpr std::string_view deployment =
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: app}\nspec: {template: {spec: {containers: [{name: c, image: "
    "\"r/a:1\", envFrom: [{configMapRef: {name: settings}}]}]}}}\n";

TEST(Release, IsSetByTheImagesOfAFluxKustomization) {
  const auto with = [](std::string_view tag) {
    return Files{{"gotk-sync.yaml", std::string(sync) + "  images: [{name: r/a, newTag: " + std::string(tag) + "}]\n"},
                 {"app/d.yaml", std::string(deployment)}};
  };
  EXPECT_THAT(releases(with("v1"), with("v2")), ElementsAre("app: image v1 -> v2"));
}

Files generated(const std::string& literals, std::string_view options = "") {
  return {{"app/d.yaml", std::string(deployment)},
          {"app/kustomization.yaml", "resources: [d.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [" + literals +
                                         "]\n" + std::string(options)}};
}

TEST(Release, IsConfigurationThatRollsThePods) {
  const auto rolled = releases(generated("LIMIT=5"), generated("LIMIT=6"));
  ASSERT_EQ(rolled.size(), 1u);
  EXPECT_THAT(rolled[0], testing::StartsWith("app: configuration settings "));
}

TEST(Release, IsNoConfigurationThatLeavesThePodsAlone) {
  const std::string stable = "generatorOptions: {disableNameSuffixHash: true}\n";
  EXPECT_THAT(releases(generated("LIMIT=5", stable), generated("LIMIT=6", stable)), IsEmpty());
}

TEST(Release, IsNoFlagAndNoMigration) {
  EXPECT_THAT(releases(generated("FEATURE_A=false"), generated("FEATURE_A=true")), IsEmpty());
  EXPECT_THAT(releases(generated("a.sql=SELECT 1"), generated("a.sql=SELECT 2")), IsEmpty());
}

TEST(FlagFlip, IsReadFromVariablesConfigMapsAndHelmValues) {
  EXPECT_THAT(flips(generated("FEATURE_A=false"), generated("FEATURE_A=true")), ElementsAre("settings/FEATURE_A on"));
  const auto values = [](std::string_view env) { return Files{{"app/r.yaml", helm("  values: " + std::string(env) + "\n")}}; };
  EXPECT_THAT(flips(values("{env: {FEATURE_A: \"false\"}}"), values("{env: {FEATURE_A: \"true\"}}")),
              ElementsAre("app/FEATURE_A on"));
  EXPECT_THAT(flips(values("{main: {env: [{name: FEATURE_A, value: \"true\"}]}}"),
                    values("{main: {env: [{name: FEATURE_A, value: \"false\"}]}}")),
              ElementsAre("app/FEATURE_A off"));
}

}  // namespace
}  // namespace safeops
