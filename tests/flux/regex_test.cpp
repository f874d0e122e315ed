#include <gtest/gtest.h>

#include "flux/anchored_regex.hpp"
#include "flux/repository_path.hpp"
#include "flux/selector.hpp"

namespace safeops::flux {
namespace {

bool matches(std::string_view pattern, std::string_view text) {
  const auto regex = AnchoredRegex::compile(pattern);
  EXPECT_TRUE(regex) << pattern;
  return regex && regex->matches(text);
}

TEST(AnchoredRegex, MatchesWholeTexts) {
  EXPECT_TRUE(matches("abc", "abc"));
  EXPECT_FALSE(matches("abc", "abcd"));
  EXPECT_TRUE(matches("a.*", "a"));
  EXPECT_TRUE(matches("(web|api)-[0-9]{2,3}", "api-12"));
  EXPECT_FALSE(matches("(web|api)-[0-9]{2,3}", "api-1"));
  EXPECT_TRUE(matches("[^a-c]+\\d?", "xyz1"));
  EXPECT_TRUE(matches("^a$|b+", "bbb"));
  EXPECT_TRUE(matches("x{a}", "x{a}"));
  EXPECT_TRUE(matches("", ""));
  EXPECT_FALSE(matches("${x}", "${x}"));
}

TEST(AnchoredRegex, RejectsWhatIsNoPattern) {
  for (const std::string_view pattern :
       {"(", ")", "*a", "[a", "a\\", "(?=a)", "a{3,2}", "(((a{1000}){1000}){1000})", "((){1000}){1000}"})
    EXPECT_FALSE(AnchoredRegex::compile(pattern)) << pattern;
}

TEST(AnchoredRegex, IsLinearOnHostilePatterns) {
  EXPECT_FALSE(matches("(a*)*(a*)*(a*)*b", std::string(5000, 'a')));
  EXPECT_FALSE(AnchoredRegex::compile(std::string(5000, '(')));
}

TEST(Selector, LabelRequirements) {
  yaml::Node labels = yaml::Node::map();
  labels.set("app", yaml::Node::scalar("web"));
  for (const std::string_view fits :
       {"", "app", "app=web", "app==web", "app!=api", "app in (api, web)", "app notin (api),!tier", "x!=y"})
    EXPECT_TRUE(LabelSelector(yaml::Node::scalar(std::string(fits))).fits(labels)) << fits;
  for (const std::string_view fails : {"!app", "app=api", "tier", "app in (api)", "app notin (web)", "app=web,tier=x"})
    EXPECT_FALSE(LabelSelector(yaml::Node::scalar(std::string(fails))).fits(labels)) << fails;
}

TEST(RepositoryPath, Joins) {
  EXPECT_EQ(join_path("a/b", "../c/./d"), "a/c/d");
  EXPECT_EQ(join_path("a", ".."), "");
  EXPECT_EQ(join_path("a", "../.."), std::nullopt);
  EXPECT_EQ(join_path("a", "/etc"), std::nullopt);
}

}  // namespace
}  // namespace safeops::flux
