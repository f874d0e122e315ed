#include "estate/artifacts.hpp"

#include <gmock/gmock.h>

#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Reading;
using testing::ElementsAre;
using testing::IsEmpty;

// "slot name:tag@digest" of each.
std::vector<std::string> artifacts_of(const std::string& manifest, std::string_view name = "app") {
  const Reading reading({{"app/all.yaml", manifest}});
  std::vector<std::string> texts;
  for (const Artifact& artifact : reading.workload(name).artifacts) {
    texts.push_back(artifact.slot + ' ' + artifact.name + ':' + artifact.tag);
    if (!artifact.digest.empty()) texts.back() += '@' + artifact.digest;
  }
  return texts;
}

TEST(Artifacts, AreTheImagesOfEveryKindThatRunsPods) {
  for (const char* kind : {"Deployment", "StatefulSet", "DaemonSet", "Rollout", "Job"})
    EXPECT_THAT(artifacts_of(test::deployment("app", "[{name: c, image: \"r:5000/a:1@sha256:ab\"}]", kind)),
                ElementsAre("containers/c r:5000/a:1@sha256:ab"))
        << kind;
  EXPECT_THAT(
      artifacts_of("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: app}\nspec: {jobTemplate: {spec: {template: "
                   "{spec: {initContainers: [{name: i, image: i:2}], containers: [{name: c, image: a}], volumes: [{name: v, "
                   "image: {reference: \"m:3\"}}]}}}}}\n"),
      ElementsAre("initContainers/i i:2", "containers/c a:", "volumes/v m:3"));
}

TEST(Artifacts, StandInHelmValuesUnderManyKeys) {
  EXPECT_THAT(artifacts_of(test::helm_release("  values:\n"
                                              "    image: {repository: r/a, tag: 1.0.0}\n"
                                              "    api: {image: r/b:2@sha256:ab}\n"
                                              "    sidecarImage: r/c:3\n"
                                              "    images: {worker: {repository: r/d, tag: '4', digest: sha256:cd}}\n"
                                              "    imageTag: 5.0.1\n"
                                              "    list: [{image: {name: r/e, tag: v6}}]\n"
                                              "    imagePullPolicy: Always\n"
                                              "    git: {repository: r/f}\n")),
              ElementsAre("values.image r/a:1.0.0", "values.api.image r/b:2@sha256:ab", "values.sidecarImage r/c:3",
                          "values.images.worker r/d:4@sha256:cd", "values.imageTag :5.0.1", "values.list[0].image r/e:v6"));
}

TEST(Artifacts, StandInValuesFilesOfWhichLaterOnesOverride) {
  const Reading reading(
      {{"app/all.yaml", test::helm_release("  valuesFrom: [{kind: ConfigMap, name: v}, {kind: ConfigMap, name: w}]\n"
                                           "  values: {image: {tag: 1.1.0}}\n")},
       {"app/values.yaml", "image: {repository: r/a, tag: 1.0.0}\ndatabase: {host: orders-rw}\n"},
       {"app/second.yaml", "side: {image: \"r/b:2\"}\n"},
       {"app/kustomization.yaml",
        "resources: [all.yaml]\nnamespace: production\ngeneratorOptions: {disableNameSuffixHash: true}\n"
        "configMapGenerator: [{name: v, files: [values.yaml]}, {name: w, files: [values.yaml=second.yaml]}]\n"}});
  const auto& artifacts = reading.workload("app").artifacts;
  ASSERT_EQ(artifacts.size(), 2U);
  EXPECT_EQ(artifacts[0].name + ':' + artifacts[0].tag, "r/a:1.1.0");
  EXPECT_EQ(artifacts[0].place.path(), "app/all.yaml");
  EXPECT_EQ(artifacts[1].name + ':' + artifacts[1].tag, "r/b:2");
  EXPECT_EQ(artifacts[1].place.path(), "app/second.yaml");
}

std::string oci(std::string_view ref) {
  return "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata: {name: chart, namespace: production}\n"
         "spec: {ref: " +
         std::string(ref) + "}\n";
}
constexpr std::string_view chart_ref = "  chartRef: {kind: OCIRepository, name: chart}\n";

TEST(Artifacts, OfAChartAreItsVersionOrItsSource) {
  EXPECT_THAT(artifacts_of(test::helm_release("  chart: {spec: {chart: c, version: 1.2.3}}\n")), ElementsAre("chart c:1.2.3"));
  EXPECT_THAT(artifacts_of(test::helm_release(chart_ref) + oci("{tag: 1.0.0, semver: '>=1'}")), ElementsAre("source chart:>=1"));
  EXPECT_THAT(artifacts_of(test::helm_release(chart_ref) + oci("{tag: 1.0.0, digest: sha256:ab}")),
              ElementsAre("source chart:1.0.0@sha256:ab"));
  EXPECT_THAT(artifacts_of(test::helm_release(chart_ref)), IsEmpty());
  EXPECT_THAT(artifacts_of(test::helm_release("  chart: {spec: {chart: ./c, sourceRef: {kind: GitRepository, name: g}}}\n") +
                           "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n"
                           "metadata: {name: g, namespace: production}\nspec: {ref: {branch: main, tag: v3}}\n"),
              ElementsAre("source g:v3"));
}

TEST(Artifacts, AChartInTheRepositoryItselfHasNone) {
  EXPECT_THAT(artifacts_of(test::helm_release("  chart: {spec: {chart: ./c, sourceRef: {kind: GitRepository, name: flux-system, "
                                              "namespace: flux-system}}}\n") +
                           "---\napiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\n"
                           "metadata: {name: flux-system, namespace: flux-system}\nspec: {ref: {branch: main}}\n"),
              IsEmpty());
}

Artifact image(std::string_view reference) {
  return parse_image(reference);
}

TEST(FloatingArtifact, HasNoTagOrOneThatIsMoved) {
  EXPECT_TRUE(image("r/a").is_floating());
  EXPECT_TRUE(image("r/a:latest").is_floating());
  EXPECT_TRUE(image("r:5000/a:main").is_floating());
  EXPECT_FALSE(image("r/a:latest@sha256:ab").is_floating());
  EXPECT_FALSE(image("r/a:1.4.0").is_floating());
  EXPECT_FALSE(image("r/a:17").is_floating());
  EXPECT_FALSE(image("r/a:${TAG}").is_floating());
  EXPECT_FALSE(image("${IMAGE}").is_floating());
}

TEST(FloatingArtifact, IsAChartWithoutAnExactVersion) {
  Artifact chart{.form = Artifact::Form::chart, .slot = "chart", .name = "c", .tag = {}, .digest = {}, .place = {}};
  for (const char* range : {"", "*", ">=1.0", "~1.2", "^1", "1.x", "1.0 || 2.0"}) {
    chart.tag = range;
    EXPECT_TRUE(chart.is_floating()) << range;
  }
  for (const char* exact : {"1.2.3", "v1.2.3", "1.2.3-rc.1", "${CHART_VERSION}"}) {
    chart.tag = exact;
    EXPECT_FALSE(chart.is_floating()) << exact;
  }
}

}  // namespace
}  // namespace safeops
