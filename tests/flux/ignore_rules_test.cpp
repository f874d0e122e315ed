#include "flux/ignore_rules.hpp"

#include <gtest/gtest.h>

namespace safeops::flux {
namespace {

TEST(IgnoreRules, Defaults) {
  const IgnoreRules rules;
  for (const std::string_view path : {".github/x.yaml", "a/.sops.yaml", "a/logo.png", "appveyor.yml", ".git/HEAD"})
    EXPECT_TRUE(rules.ignores(path, false)) << path;
  for (const std::string_view path : {"a/b.yaml", "github/x.yaml", ".github", "a/.sourceignore", ".sops.yaml.md"})
    EXPECT_FALSE(rules.ignores(path, false)) << path;
}

TEST(IgnoreRules, TheLastPatternDecides) {
  IgnoreRules rules;
  rules.add("# all but one\n/*\n!/kubernetes\n\nsecret-*.yaml\n!.sops.yaml\n", "");
  EXPECT_TRUE(rules.ignores("docs/a.yaml", false));
  EXPECT_FALSE(rules.ignores("kubernetes/a/b.yaml", false));
  EXPECT_TRUE(rules.ignores("kubernetes/secret-a.yaml", false));
  EXPECT_FALSE(rules.ignores("kubernetes/.sops.yaml", false));
}

TEST(IgnoreRules, OfADirectory) {
  IgnoreRules rules;
  rules.add("drafts/\n/*.yml\na/**/z\n", "apps");
  EXPECT_TRUE(rules.ignores("apps/x/drafts/a.yaml", false));
  EXPECT_FALSE(rules.ignores("apps/x/drafts", false));
  EXPECT_TRUE(rules.ignores("apps/x/drafts", true));
  EXPECT_TRUE(rules.ignores("apps/a.yml", false));
  EXPECT_FALSE(rules.ignores("apps/b/a.yml", false));
  EXPECT_TRUE(rules.ignores("apps/a/b/c/z", false));
  EXPECT_FALSE(rules.ignores("other/drafts/a.yaml", false));
}

TEST(IgnoreRules, OnTopOfOthers) {
  IgnoreRules below;
  below.add("a.yaml\nb.yaml\n", "");
  IgnoreRules rules(&below);
  EXPECT_EQ(rules.digest(), below.digest());
  rules.add("!a.yaml\n", "");
  EXPECT_NE(rules.digest(), below.digest());
  EXPECT_FALSE(rules.ignores("x/a.yaml", false));
  EXPECT_TRUE(rules.ignores("x/b.yaml", false));
}

TEST(IgnoreRules, AreBounded) {
  IgnoreRules rules;
  std::string patterns;
  for (int n = 0; n < 2'000; ++n) patterns += "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b\n";
  rules.add(patterns, "");
  const std::string path(4'000, 'a');
  for (int n = 0; n < 100; ++n) EXPECT_FALSE(rules.ignores(path, false));
  EXPECT_TRUE(rules.exhausted());
}

}  // namespace
}  // namespace safeops::flux
