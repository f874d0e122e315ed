#include <gmock/gmock.h>

#include "flux/rendering.hpp"

namespace safeops::flux {
namespace {

using test::Rendering;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> undefined_in(std::string_view value, std::string_view post_build, std::string_view metadata = "") {
  Rendering rendering(
      {{"gotk-sync.yaml",
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: app, namespace: flux-system}\n"
        "spec:\n  path: ./app\n  prune: true\n  sourceRef: {kind: GitRepository, name: flux-system}\n  postBuild: " +
            std::string(post_build) + "\n"},
       {"app/a.yaml", "apiVersion: x.io/v1\nkind: A\nmetadata: {name: a" + std::string(metadata) + "}\nspec:\n  v: '" +
                          std::string(value) + "'\n"}});
  std::vector<std::string> names;
  const Delivery delivery = rendering.deliver();
  for (const UndefinedVariable& variable : delivery.units.at(0).build->undefined) names.push_back(variable.name);
  return names;
}

constexpr std::string_view known = "{substitute: {A: a}}";

TEST(UndefinedVariables, AreThoseNothingDefines) {
  EXPECT_THAT(undefined_in("${A} ${B} ${B} x-${C_1}", known), ElementsAre("B", "C_1"));
  EXPECT_THAT(undefined_in("${B:0:3} ${#C} ${D^^} ${E/x/y}", known), ElementsAre("B", "C", "D", "E"));
}

TEST(UndefinedVariables, HaveNoDefault) {
  EXPECT_THAT(undefined_in("${B:-b} ${C-c} ${D:=d} ${E=e}", known), IsEmpty());
  EXPECT_THAT(undefined_in("${B:-${C}}", known), ElementsAre("C"));
}

TEST(UndefinedVariables, AreWrittenAsVariables) {
  EXPECT_THAT(undefined_in("$${B} $B", known), IsEmpty());
}

TEST(UndefinedVariables, AreNotLookedForWhereNothingIsReplaced) {
  EXPECT_THAT(undefined_in("${B}", "{}"), IsEmpty());
  EXPECT_THAT(undefined_in("${B}", known, ", annotations: {kustomize.toolkit.fluxcd.io/substitute: disabled}"), IsEmpty());
}

TEST(UndefinedVariables, OfASecretInTheRepositoryOnlyTheNamesAreKnown) {
  const std::string secret = "apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: flux-system}\n";
  Rendering rendering(
      {{"gotk-sync.yaml",
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a, namespace: flux-system}\nspec:\n"
        "  path: ./a\n  sourceRef: {kind: GitRepository, name: flux-system}\n"
        "  postBuild: {substituteFrom: [{kind: Secret, name: s}]}\n"},
       {"a/secret.yaml", secret + "data: {A: YQ==}\nstringData: {B: b}\n"},
       {"a/map.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {x: \"${A}${B}${C}\"}\n"}});
  const Delivery delivery = rendering.deliver();
  const Build& build = *delivery.units.at(0).build;
  EXPECT_EQ(test::object(build.objects, "ConfigMap").at("data.x").text(), "${A}${B}");
  ASSERT_EQ(build.undefined.size(), 1u);
  EXPECT_EQ(build.undefined[0].name, "C");
}

TEST(UndefinedVariables, AreNotGuessedWhereSomeVariablesAreUnknown) {
  EXPECT_THAT(undefined_in("${B}", "{substitute: {A: a}, substituteFrom: [{kind: Secret, name: s}]}"), IsEmpty());
}

}  // namespace
}  // namespace safeops::flux
