#include "estate/operator_version.hpp"

#include "estate/reading.hpp"

namespace safeops {
namespace {

using test::Reading;

struct Found {
  std::optional<MinorVersion> minor;
  std::string drift;
};

Found version_of(const std::string& objects) {
  const Reading reading({{"app/objects.yaml", objects}});
  const OperatorVersion version = operator_version(*reading, reading->delivery().units.front().cluster);
  return {version.minor, version.drift()};
}

std::string chart(std::string_view version, std::string_view values = "{}") {
  return "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: cnpg, namespace: cnpg-system}\nspec:\n"
         "  chart: {spec: {chart: cloudnative-pg" +
         std::string(version) + ", sourceRef: {kind: HelmRepository, name: cnpg}}}\n  values: " + std::string(values) + "\n";
}

TEST(OperatorVersion, ByTheChart) {
  EXPECT_EQ(version_of(chart(", version: 0.22.1")).minor, MinorVersion(1, 24));
  EXPECT_EQ(version_of(chart(", version: 0.24.0")).minor, MinorVersion(1, 26));
  EXPECT_EQ(version_of(chart(", version: 0.25.0")).minor, MinorVersion(1, 26));
  EXPECT_EQ(version_of(chart(", version: 0.26.1")).minor, MinorVersion(1, 27));
  EXPECT_EQ(version_of(chart(", version: 0.29.0")).minor, MinorVersion(1, 30));
  EXPECT_EQ(version_of(chart(", version: 0.28.x")).minor, MinorVersion(1, 29));
  EXPECT_EQ(version_of(chart(", version: ~0.28.1")).minor, MinorVersion(1, 29));
}

TEST(OperatorVersion, ByTheImageWhereOneIsNamed) {
  const std::string image = "{image: {repository: ghcr.io/cloudnative-pg/cloudnative-pg, tag: 1.28.3}}";
  EXPECT_EQ(version_of(chart(", version: 0.26.1", image)).minor, MinorVersion(1, 28));
}

TEST(OperatorVersion, WhatIsNotPinnedOrNotKnownIsJudgedAsTheNewest) {
  const Found unpinned = version_of(chart(""));
  EXPECT_EQ(unpinned.minor, std::nullopt);
  EXPECT_EQ(unpinned.drift, "the chart of HelmRelease cnpg-system/cnpg has no version");
  EXPECT_EQ(version_of(chart(", version: '>=0.26.0'")).drift,
            "the chart of HelmRelease cnpg-system/cnpg may be any of `>=0.26.0`");
  for (const char* unknown : {", version: 0.41.0", ", version: 1.2.0", ", version: '${VERSION}'"}) {
    EXPECT_EQ(version_of(chart(unknown)).minor, std::nullopt) << unknown;
    EXPECT_EQ(version_of(chart(unknown)).drift, "") << unknown;
  }
  EXPECT_EQ(version_of("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: none}\n").minor, std::nullopt);
  EXPECT_EQ(OperatorVersion{}.judged_as(), newest_known_operator);
}

}  // namespace
}  // namespace safeops
