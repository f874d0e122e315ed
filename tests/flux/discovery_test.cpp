#include "flux/rendering.hpp"

namespace safeops::flux {
namespace {

using test::Files;
using test::messages;
using test::object;
using test::origin;
using test::Rendering;

std::string kustomization(std::string_view name, std::string_view path, std::string_view more = {}) {
  return "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: " + std::string(name) +
         "\n  namespace: flux-system\nspec:\n  path: " + std::string(path) +
         "\n  prune: true\n  sourceRef: {kind: GitRepository, name: flux-system}\n" + std::string(more);
}

Files layout() {
  return {{"flux/bootstrap/flux-system/gotk-sync.yaml", kustomization("flux-system", "./flux/bootstrap/flux-system")},
          {"flux/bootstrap/flux-system/kustomization.yaml", "resources: [gotk-sync.yaml, apps.yaml]\n"},
          {"flux/bootstrap/flux-system/apps.yaml", "# apps\n---\n" + kustomization("db", "./flux/db", "  wait: true\n") +
                                                       "---\n" + kustomization("apps", "./flux/bootstrap/apps")},
          {"flux/bootstrap/apps/backend.yaml",
           kustomization("backend", "./flux/backend",
                         "  dependsOn: [{name: db}]\n  targetNamespace: prod\n  images: [{name: reg/backend, newTag: v9}]\n"
                         "  commonMetadata: {labels: {team: a}}\n")},
          {"flux/backend/kustomization.yaml", "resources: [pod.yaml]\nnamespace: x\nimages: [{name: reg/backend, newTag: v2}]\n"},
          {"flux/backend/pod.yaml",
           "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: reg/backend:v1}]}\n"},
          {"flux/db/cluster.yaml",
           "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: app}\nspec: {a: \"${HOST}\"}\n"},
          {"flux/stray.yaml", kustomization("stray", "./flux/backend")}};
}

std::vector<std::string> names(const Delivery& delivery) {
  std::vector<std::string> result;
  for (const Unit& unit : delivery.units) result.push_back(unit.name);
  return result;
}

TEST(Discovery, FollowsTheSyncRootThroughRenderedKustomizations) {
  Rendering rendering(layout());
  const Delivery delivery = rendering.deliver();
  EXPECT_TRUE(delivery.has_flux);
  EXPECT_TRUE(delivery.problems.empty()) << messages(delivery.problems);
  EXPECT_EQ(names(delivery),
            (std::vector<std::string>{"flux-system/flux-system", "flux-system/db", "flux-system/apps", "flux-system/backend"}));
  const Unit& backend = delivery.units[3];
  EXPECT_EQ(backend.applied_by, "flux-system/apps");
  EXPECT_EQ(backend.depends_on, std::vector<std::string>{"flux-system/db"});
  EXPECT_TRUE(delivery.units[1].wait);
  EXPECT_TRUE(delivery.reached.contains("flux/db/cluster.yaml"));
  EXPECT_FALSE(delivery.reached.contains("flux/stray.yaml"));
  const Object& pod = object(backend.objects(), "Pod");
  EXPECT_EQ(pod.namespace_(), "prod");
  EXPECT_EQ(origin(pod.place("metadata.namespace")), "flux/bootstrap/apps/backend.yaml:11");
  EXPECT_EQ(pod.at("spec.containers").items()[0]["image"].text(), "reg/backend:v9");
  EXPECT_EQ(pod.label("team"), "a");
}

TEST(Discovery, UnconfiguredSubstitutionLeavesTheTextAlone) {
  Rendering rendering(layout());
  EXPECT_EQ(object(rendering.deliver().units[1].objects(), "Cluster").at("spec.a").text(), "${HOST}");
}

TEST(Discovery, SubstitutesWhatIsKnown) {
  Files files{
      {"gotk-sync.yaml", kustomization("flux-system", "./root")},
      {"root/ks.yaml",
       kustomization(
           "app", "./app",
           "  postBuild:\n    substitute: {ENV: prod, N: \"3\"}\n    substituteFrom:\n    - {kind: ConfigMap, name: vars}\n")},
      {"root/later.yaml", kustomization("vars", "./vars")},
      {"vars/map.yaml",
       "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: vars, namespace: flux-system}\ndata:\n  HOST: db-rw\n"},
      {"app/a.yaml",
       "apiVersion: x.io/v1\nkind: A\nmetadata: {name: \"a-${ENV}\"}\nspec:\n  host: ${HOST}\n  n: \"${N}\"\n  mixed: \"$${ENV} "
       "${UNKNOWN} "
       "$ENV ${D:-x${ENV}}\"\n"}};
  Rendering rendering(files);
  const Delivery delivery = rendering.deliver();
  ASSERT_EQ(delivery.units.size(), 3u) << messages(delivery.problems);
  const auto app =
      std::find_if(delivery.units.begin(), delivery.units.end(), [](const Unit& unit) { return unit.path == "app"; });
  const Object& filled = object(app->objects(), "A");
  EXPECT_EQ(filled.name(), "a-prod");
  EXPECT_EQ(filled.at("spec.host").text(), "db-rw");
  EXPECT_EQ(origin(filled.at("spec.host").place()), "app/a.yaml:5");
  EXPECT_EQ(origin(app->variables.values.at("HOST").place()), "vars/map.yaml:5");
  ASSERT_EQ(app->build->undefined.size(), 1u);
  EXPECT_EQ(app->build->undefined[0].name, "UNKNOWN");
  EXPECT_EQ(filled.at("spec.n").integer(), 3);
  EXPECT_EQ(filled.at("spec.mixed").text(), "${ENV}  $ENV xprod");
}

TEST(Discovery, VariablesOfAnUnknownSourceStayOpaque) {
  Rendering rendering(
      {{"gotk-sync.yaml",
        kustomization("flux-system", "./app", "  postBuild: {substituteFrom: [{kind: Secret, name: s}], substitute: {A: a}}\n")},
       {"app/a.yaml", "apiVersion: x.io/v1\nkind: A\nmetadata: {name: a}\nspec: {x: \"${A}-${B:-default}\"}\n"}});
  EXPECT_EQ(object(rendering.deliver().units.at(0).objects(), "A").at("spec.x").text(), "a-${B:-default}");
}

TEST(Discovery, MissingPathsAndForeignSources) {
  Rendering rendering(
      {{"gotk-sync.yaml", kustomization("flux-system", "./root")},
       {"root/a.yaml", kustomization("a", "./none")},
       {"root/b.yaml",
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: b, namespace: flux-system}\n"
        "spec: {path: ./x, sourceRef: {kind: OCIRepository, name: o}}\n"}});
  const Delivery delivery = rendering.deliver();
  ASSERT_EQ(delivery.units.size(), 3u);
  EXPECT_TRUE(delivery.units[1].build->failed());
  EXPECT_FALSE(delivery.units[2].build->failed());
  ASSERT_EQ(delivery.problems.size(), 1u);
  EXPECT_EQ(delivery.problems[0].kind, Problem::Kind::note);
}

TEST(Discovery, AnArtifactThatStandsForTheRepositoryIsNoted) {
  const Delivery delivery =
      Rendering({{"flux-instance.yaml",
                  "apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\n"
                  "spec: {sync: {kind: OCIRepository, path: clusters/x}}\n"},
                 {"clusters/x/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"}})
          .deliver();
  ASSERT_EQ(delivery.units.size(), 1u);
  EXPECT_EQ(delivery.units[0].objects().size(), 1u);
  ASSERT_EQ(delivery.problems.size(), 1u);
  EXPECT_EQ(delivery.problems[0].kind, Problem::Kind::note);
  EXPECT_NE(delivery.problems[0].message.find("is taken for this repository"), std::string::npos);
}

TEST(Discovery, EveryClusterIsFollowed) {
  Rendering rendering(
      {{"clusters/a/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/a")},
       {"clusters/b/flux-system/gotk-sync.yaml", kustomization("flux-system", "./clusters/b", "  suspend: true\n")},
       {"clusters/a/apps.yaml", kustomization("apps", "./apps")},
       {"clusters/b/apps.yaml", kustomization("apps", "./apps")},
       {"apps/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"}});
  const Delivery delivery = rendering.deliver();
  ASSERT_EQ(names(delivery), (std::vector<std::string>{"flux-system/flux-system", "flux-system/flux-system", "flux-system/apps",
                                                       "flux-system/apps"}));
  EXPECT_TRUE(delivery.units[1].suspend);
  EXPECT_FALSE(delivery.units[3].suspend) << "it is in the cluster and goes on";
  EXPECT_EQ(delivery.units[2].build, delivery.units[3].build);
}

TEST(Discovery, FluxInstanceIsASyncRoot) {
  Rendering rendering(
      {{"flux-instance.yaml",
        "apiVersion: fluxcd.controlplane.io/v1\nkind: FluxInstance\nmetadata: {name: flux, namespace: flux-system}\n"
        "spec: {sync: {kind: GitRepository, path: clusters/x}}\n"},
       {"clusters/x/apps.yaml", kustomization("apps", "./apps")},
       {"apps/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"}});
  EXPECT_EQ(names(rendering.deliver()), (std::vector<std::string>{"flux-system/flux-system", "flux-system/apps"}));
}

TEST(Discovery, WithoutFluxUnitsAreOverlaysNoOtherUses) {
  Rendering rendering({{"base/kustomization.yaml", "resources: [c.yaml]\n"},
                       {"base/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"},
                       {"prod/kustomization.yaml", "resources: [../base]\ncomponents: [../comp]\n"},
                       {"comp/kustomization.yaml", "kind: Component\n"},
                       {"other/d.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: d}\n"}});
  const Delivery delivery = rendering.deliver();
  EXPECT_FALSE(delivery.has_flux);
  EXPECT_EQ(names(delivery), std::vector<std::string>{"prod"});
}

TEST(Discovery, WithoutKustomizationsUnitsAreDirectories) {
  Rendering rendering({{"k8s/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"},
                       {"chart/Chart.yaml", "apiVersion: v2\nname: x\n"},
                       {"chart/templates/d.yaml", "apiVersion: v1\nkind: {{ .Values.kind }}\n"},
                       {".safeops/evidence/a/cluster.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: e}\n"},
                       {"notes/e.yaml", "hello: world\n"}});
  EXPECT_EQ(names(rendering.deliver()), std::vector<std::string>{"k8s"});
}

TEST(Discovery, TheNextRevisionRendersOnlyWhatDiffers) {
  Rendering rendering(layout());
  const Delivery before = rendering.deliver();
  rendering.commit(
      {{"flux/backend/more.yaml", "a: 1\n"}, {"flux/db/added.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}\n"}});
  const Delivery after = rendering.deliver();
  EXPECT_EQ(after.units[0].build, before.units[0].build);
  EXPECT_EQ(after.units[3].build, before.units[3].build);
  EXPECT_NE(after.units[1].build, before.units[1].build);
  EXPECT_EQ(after.units[1].objects().size(), 2u);
}

}  // namespace
}  // namespace safeops::flux
