#include "flux/dependencies.hpp"

#include <fmt/format.h>

#include "flux/rendering.hpp"

namespace safeops::flux {
namespace {

using test::Rendering;

std::string kustomization(std::string_view name, std::string_view more) {
  return fmt::format(
      "---\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {{name: {}, namespace: flux-system}}\n"
      "spec:\n  path: ./{}\n  prune: true\n  sourceRef: {{kind: GitRepository, name: flux-system}}\n{}",
      name, name, more);
}

std::string depends_on(std::string_view names) {
  return fmt::format("  dependsOn: [{}]\n", names);
}

test::Files with(std::string root) {
  return {{"gotk-sync.yaml", kustomization("root", "")}, {"root/all.yaml", std::move(root)}};
}

std::vector<std::string> names(const std::vector<const Dependent*>& way) {
  std::vector<std::string> result;
  for (const Dependent* dependent : way) result.push_back(dependent->name.substr(dependent->name.find('/') + 1));
  return result;
}

TEST(Dependencies, AreFoundByNamespaceAndName) {
  Rendering rendering(
      with(kustomization("a", depends_on("{name: b}, {name: b, namespace: other}, {name: \"${C}\"}")) + kustomization("b", "")));
  const Delivery delivery = rendering.deliver();
  const Dependencies dependencies(delivery);
  const Dependent* a = dependencies.find("root", "Kustomization", "flux-system/a");
  ASSERT_TRUE(a);
  ASSERT_EQ(a->depends_on.size(), 3u);
  EXPECT_EQ(a->depends_on[0].target, dependencies.find("root", "Kustomization", "flux-system/b"));
  EXPECT_EQ(a->depends_on[1].target, nullptr);
  EXPECT_EQ(a->depends_on[1].name, "other/b");
  EXPECT_TRUE(a->depends_on[2].is_opaque);
}

TEST(Dependencies, LeadThroughOthers) {
  Rendering rendering(
      with(kustomization("a", depends_on("{name: b}")) + kustomization("b", depends_on("{name: c}")) + kustomization("c", "")));
  const Delivery delivery = rendering.deliver();
  const Dependencies dependencies(delivery);
  const Dependent& a = *dependencies.find("root", "Kustomization", "flux-system/a");
  const Dependent& c = *dependencies.find("root", "Kustomization", "flux-system/c");
  EXPECT_EQ(names(dependencies.path(a, c)), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_TRUE(dependencies.path(c, a).empty());
  EXPECT_TRUE(dependencies.waiting_for(c).at(a.position));
  EXPECT_FALSE(dependencies.waiting_for(a).at(c.position));
  EXPECT_NE(a.circle, c.circle);
}

TEST(Dependencies, ThatGoRoundShareACircle) {
  Rendering rendering(with(kustomization("a", depends_on("{name: b}")) + kustomization("b", depends_on("{name: c}")) +
                           kustomization("c", depends_on("{name: b}")) + kustomization("d", depends_on("{name: d}"))));
  const Delivery delivery = rendering.deliver();
  const Dependencies dependencies(delivery);
  const auto circle = [&](std::string_view name) {
    return dependencies.find("root", "Kustomization", fmt::format("flux-system/{}", name))->circle;
  };
  EXPECT_EQ(circle("b"), circle("c"));
  EXPECT_NE(circle("a"), circle("b"));
  EXPECT_NE(circle("d"), circle("b"));
}

TEST(Dependencies, OfHelmReleasesAreTheirOwn) {
  const std::string releases =
      "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a, namespace: x}\nspec:\n"
      "  dependsOn: [{name: b}]\n---\napiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n"
      "metadata: {name: b, namespace: x}\n";
  Rendering rendering(with(kustomization("b", "") + "---\n" + releases));
  const Delivery delivery = rendering.deliver();
  const Dependencies dependencies(delivery);
  const Dependent* a = dependencies.find("root", "HelmRelease", "x/a");
  ASSERT_TRUE(a);
  EXPECT_EQ(a->depends_on.at(0).target, dependencies.find("root", "HelmRelease", "x/b"));
}

TEST(Dependencies, StayInsideOneCluster) {
  Rendering rendering({{"one/gotk-sync.yaml", kustomization("one", "")},
                       {"two/gotk-sync.yaml", kustomization("two", "")},
                       {"one/a.yaml", kustomization("a", depends_on("{name: b}"))},
                       {"two/b.yaml", kustomization("b", "")}});
  const Delivery delivery = rendering.deliver();
  const Dependencies dependencies(delivery);
  EXPECT_EQ(dependencies.find("one", "Kustomization", "flux-system/a")->depends_on.at(0).target, nullptr);
  EXPECT_TRUE(dependencies.find("two", "Kustomization", "flux-system/b"));
}

TEST(Dependencies, OfALongChainAreFollowedWithoutRecursion) {
  std::string chain;
  for (int i = 0; i < 3000; ++i) chain += kustomization(fmt::format("k{}", i), depends_on(fmt::format("{{name: k{}}}", i + 1)));
  Rendering rendering(with(chain));
  const Delivery delivery = rendering.deliver();
  const Dependencies dependencies(delivery);
  EXPECT_EQ(dependencies
                .path(*dependencies.find("root", "Kustomization", "flux-system/k0"),
                      *dependencies.find("root", "Kustomization", "flux-system/k2999"))
                .size(),
            3000u);
}

TEST(Awaiting, TakesWaitOrAHealthCheckOfTheObject) {
  const std::string job = "apiVersion: batch/v1\nkind: Job\nmetadata: {name: migrate, namespace: x}\n";
  Rendering rendering(
      {{"gotk-sync.yaml", kustomization("root", "")},
       {"root/all.yaml", kustomization("plain", "") + kustomization("waiting", "  wait: true\n") +
                             kustomization("checked", "  healthChecks:\n  - {kind: Job, name: migrate, namespace: x}\n") +
                             kustomization("other", "  healthChecks:\n  - {kind: Job, name: m, namespace: x}\n")},
       {"plain/j.yaml", job},
       {"waiting/j.yaml", job},
       {"checked/j.yaml", job},
       {"other/j.yaml", job}});
  const Delivery delivery = rendering.deliver();
  const auto awaited = [&](std::string_view path) {
    const auto unit =
        std::find_if(delivery.units.begin(), delivery.units.end(), [&](const Unit& one) { return one.path == path; });
    return awaits(*unit, unit->objects().at(0));
  };
  EXPECT_FALSE(awaited("plain"));
  EXPECT_TRUE(awaited("waiting"));
  EXPECT_TRUE(awaited("checked"));
  EXPECT_FALSE(awaited("other"));
}

}  // namespace
}  // namespace safeops::flux
