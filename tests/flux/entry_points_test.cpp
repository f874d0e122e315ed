#include "flux/rendering.hpp"

namespace safeops::flux {
namespace {

using test::Files;
using test::Rendering;

std::string kustomization(std::string_view name, std::string_view path, std::string_view source = "flux-system") {
  return "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: " + std::string(name) +
         "\n  namespace: flux-system\nspec:\n  path: " + std::string(path) +
         "\n  prune: true\n  sourceRef: {kind: GitRepository, name: " + std::string(source) + "}\n";
}

std::string config_map() {
  return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n";
}

std::vector<std::string> names(const Delivery& delivery) {
  std::vector<std::string> result;
  for (const Unit& unit : delivery.units) result.push_back(unit.name);
  return result;
}

// A cluster whose root is kept elsewhere: all in `apps` that its kustomization lists.
Files cluster() {
  return {{"cluster/apps.yaml", kustomization("apps", "./apps")},
          {"apps/kustomization.yaml", "resources: [shop/ks.yaml]\n"},
          {"apps/shop/ks.yaml", kustomization("shop", "./apps/shop/app")},
          {"apps/shop/app/map.yaml", config_map()}};
}

std::vector<std::string> names_with(const Files& more) {
  Files files = cluster();
  files.insert(more.begin(), more.end());
  return names(Rendering(files).deliver());
}

using Names = std::vector<std::string>;

TEST(EntryPoints, ANamespaceFromAnOverlayTellsNothingApart) {
  const std::string without_namespace =
      "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: app}\nspec:\n  path: ./app\n"
      "  prune: true\n  sourceRef: {kind: GitRepository, name: flux-system, namespace: flux-system}\n";
  Rendering rendering({{"cluster.yaml", kustomization("cluster", "./apps")},
                       {"apps/kustomization.yaml", "resources: [app.yaml]\nnamespace: default\n"},
                       {"apps/app.yaml", without_namespace},
                       {"app/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"}});
  EXPECT_EQ(names(rendering.deliver()), (std::vector<std::string>{"flux-system/cluster", "default/app"}));
}

TEST(EntryPoints, WhatNothingDeliversIsOne) {
  Rendering rendering({{"a.yaml", kustomization("a", "./a")},
                       {"a/b.yaml", kustomization("b", "./b")},
                       {"b/c.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n"}});
  const Delivery delivery = rendering.deliver();
  ASSERT_EQ(names(delivery), (std::vector<std::string>{"flux-system/a", "flux-system/b"}));
  EXPECT_EQ(delivery.units[1].applied_by, "flux-system/a");
  Rendering cycle({{"a/b.yaml", kustomization("b", "./b")}, {"b/a.yaml", kustomization("a", "./a")}});
  EXPECT_EQ(cycle.deliver().units.size(), 2u);
}

TEST(EntryPoints, WhatAKustomizationLeavesOutIsSwitchedOff) {
  EXPECT_EQ(names_with({{"apps/old/ks.yaml", kustomization("old", "./apps/old/app")}, {"apps/old/app/map.yaml", config_map()}}),
            (Names{"flux-system/apps", "flux-system/shop"}));
}

TEST(EntryPoints, WhatDeliversOthersIsNotSwitchedOff) {
  EXPECT_EQ(names_with({{"apps/more/ks.yaml", kustomization("more", "./more")},
                        {"more/ks.yaml", kustomization("child", "./child")},
                        {"child/map.yaml", config_map()}}),
            (Names{"flux-system/more", "flux-system/apps", "flux-system/child", "flux-system/shop"}));
}

TEST(EntryPoints, WhatStandsBesideTheRootIsOne) {
  EXPECT_EQ(names_with({{"cluster/db.yaml", kustomization("db", "./db")}, {"db/map.yaml", config_map()}}),
            (Names{"flux-system/apps", "flux-system/db", "flux-system/shop"}));
}

TEST(EntryPoints, BesideTheFilesTheyBuildTheyAreAllBelieved) {
  Rendering rendering({{"shop/staging.yaml", kustomization("staging", "./shop")},
                       {"shop/production.yaml", kustomization("production", "./shop")},
                       {"shop/kustomization.yaml", "resources: [map.yaml]\n"},
                       {"shop/map.yaml", config_map()}});
  EXPECT_EQ(names(rendering.deliver()), (Names{"flux-system/production", "flux-system/staging"}));
}

TEST(EntryPoints, WhatIsLeftBehindIsNone) {
  EXPECT_EQ(names_with({{"archive/ks.yaml", kustomization("gone", "./apps/gone/app")}}),
            (Names{"flux-system/apps", "flux-system/shop"}));
  EXPECT_EQ(names(Rendering({{"ks.yaml", kustomization("gone", "./gone")}}).deliver()), Names{"flux-system/gone"});
}

TEST(EntryPoints, APatchIsNone) {
  const std::string patch = kustomization("sample", "./");
  Rendering rendering(
      {{"base/shop.yaml", kustomization("shop", "./shop")},
       {"base/kustomization.yaml", "resources: [shop.yaml]\npatches: [{path: ../sample.yaml, target: {name: s}}]\n"},
       {"sample.yaml", patch},
       {"older/kustomization.yaml", "patchesStrategicMerge: [older.yaml]\n"},
       {"older/older.yaml", patch},
       {"json/kustomization.yaml", "patchesJson6902: [{path: json.yaml, target: {kind: A, name: b}}]\n"},
       {"json/json.yaml", patch},
       {"shop/map.yaml", config_map()}});
  EXPECT_EQ(names(rendering.deliver()), Names{"flux-system/shop"});
}

TEST(EntryPoints, UnitsThatTwoLeadToAreToldApart) {
  const Delivery delivery = Rendering({{"cluster/one.yaml", kustomization("one", "./apps")},
                                       {"cluster/two.yaml", kustomization("two", "./apps")},
                                       {"apps/ks.yaml", kustomization("shop", "./shop")},
                                       {"shop/map.yaml", config_map()}})
                                .deliver();
  Names ids;
  for (const Unit& unit : delivery.units) ids.push_back(unit.id);
  EXPECT_EQ(ids, (Names{"flux-system/one@cluster/one.yaml", "flux-system/two@cluster/two.yaml", "flux-system/shop@apps/ks.yaml",
                        "flux-system/shop@apps/ks.yaml@cluster/two.yaml:4"}));
}

std::vector<std::string> clusters_with(const Files& files) {
  std::vector<std::string> clusters;
  for (const Unit& unit : Rendering(files).deliver().units) clusters.push_back(unit.cluster);
  return clusters;
}

TEST(EntryPoints, NamesakesAreInClustersOfTheirOwn) {
  const std::string root = kustomization("root", "./apps");
  const Files shared{{"apps/map.yaml", config_map()}};
  Files files{{"k8s/a/flux/root.yaml", root}, {"k8s/b/root.yaml", root}, {"k8s/b/db/db.yaml", kustomization("db", "./apps")}};
  files.merge(Files(shared));
  EXPECT_EQ(clusters_with(files), (Names{"k8s/a", "k8s/b", "k8s/b"}));
  files["other.yaml"] = kustomization("other", "./apps");
  EXPECT_EQ(clusters_with(files), (Names{"", "", "", ""}));
}

TEST(EntryPoints, EachNamesakeHasTheLongestDirectoryThatTellsItApart) {
  const std::string root = kustomization("root", "./apps");
  EXPECT_EQ(
      clusters_with({{"apps/map.yaml", config_map()}, {"eu/a/root.yaml", root}, {"eu/b/root.yaml", root}, {"us.yaml", root}}),
      (Names{"eu/a", "eu/b", "us.yaml"}));
}

TEST(EntryPoints, NothingIsSaidOfFilesKeptElsewhere) {
  const std::string tenant = kustomization("tenant", "./", "tenant");
  const Delivery delivery = Rendering({{"cluster/apps.yaml", kustomization("apps", "./apps")},
                                       {"cluster/db.yaml", kustomization("db", "./apps")},
                                       {"cluster/tenant.yaml", tenant},
                                       {"apps/map.yaml", config_map()}})
                                .deliver();
  ASSERT_EQ(names(delivery), (Names{"flux-system/apps", "flux-system/db", "flux-system/tenant"}));
  EXPECT_TRUE(delivery.units[2].is_foreign);
  EXPECT_TRUE(delivery.units[2].objects().empty());
}

}  // namespace
}  // namespace safeops::flux
