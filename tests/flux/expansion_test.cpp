#include "flux/expansion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace safeops::flux {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

Variables variables(bool complete = true) {
  Variables made;
  made.complete = complete;
  for (const auto& [name, value] : {std::pair{"A", "abc"}, {"EMPTY", ""}, {"PATH", "/a/b/c.tar.gz"}, {"NAME", "Old Name"}})
    made.values.emplace(name, yaml::Node::scalar(value));
  made.values.emplace("SEALED", yaml::Node::null());
  return made;
}

Expander::Result expand(std::string_view text, bool complete = true) {
  const Variables known = variables(complete);
  return Expander(known).expand(text);
}

TEST(Expansion, EveryOperator) {
  const std::vector<std::pair<std::string_view, std::string_view>> table{
      {"${A} $A $$A $${A} 5$", "abc $A $A ${A} 5$"},
      {"${#A}${#NONE}", "30"},
      {"${A^} ${A^^} ${NAME,} ${NAME,,}", "Abc ABC old Name old name"},
      {"${NONE:-x}${NONE:=y}${NONE=z}${NONE:+p}${NONE:?q}${A:-no}", "xyzpqabc"},
      {"${NONE:-${EMPTY:-<${A}>}}", "<abc>"},
      {"${A:1}${A:0:1}${A:1:-1}${A:9}", "bcab"},
      {"${PATH#*/} ${PATH##*/} ${PATH%.*} ${PATH%%.*}", "a/b/c.tar.gz c.tar.gz /a/b/c.tar /a/b/c"},
      {"${PATH/a/X} ${PATH//\\//-} ${PATH/#\\/a/Y} ${PATH/%gz/Z}", "/X/b/c.tar.gz -a-b-c.tar.gz Y/b/c.tar.gz /a/b/c.tar.Z"},
  };
  for (const auto& [text, wanted] : table) {
    const Expander::Result result = expand(text);
    EXPECT_EQ(result.fault, "") << text;
    EXPECT_EQ(result.text, wanted) << text;
  }
}

TEST(Expansion, WhatFluxRefuses) {
  for (const std::string_view text : {"${A", "${}", "${A-x}", "${files[@]}", "${A#}", "${A/b}", "${A:}", "${#}", "${A^b}"})
    EXPECT_THAT(expand(text).fault, Not(IsEmpty())) << text;
}

TEST(Expansion, NamesThatBecameNothing) {
  EXPECT_THAT(expand("${NONE} ${EMPTY} ${A:-${UNUSED}} ${B:-x} ${C:-${D}}").undefined, ElementsAre("NONE", "D"));
}

TEST(Expansion, WhatIsNotKnownStaysAsItIsWritten) {
  const Expander::Result result = expand("${A}-${B:=${A}}-${EMPTY:-${B}}", false);
  EXPECT_EQ(result.text, "abc-${B:=${A}}-${EMPTY:-${B}}");
  EXPECT_TRUE(result.open);
  EXPECT_THAT(result.undefined, IsEmpty());
  EXPECT_EQ(expand("${SEALED:-x}").text, "${SEALED:-x}");
}

TEST(Expansion, IsBounded) {
  std::string nested;
  for (int level = 0; level < 1'000; ++level) nested += "${NONE:-";
  EXPECT_THAT(expand(nested).fault, Not(IsEmpty()));
  Variables large;
  large.values.emplace("A", yaml::Node::scalar(std::string(1'000'000, 'a')));
  Expander expander(large);
  EXPECT_THAT(expander.expand("${A%%*a*a*a*b}").fault, Not(IsEmpty()));
  EXPECT_THAT(expander.expand("${A//a/aaaaaaaaaa}").fault, Not(IsEmpty()));
  EXPECT_THAT(expander.expand("${A}${A}${A}${A}${A}").fault, Not(IsEmpty()));
  std::size_t before_the_end = 0;
  while (expander.expand("${A}${A}").fault.empty()) ++before_the_end;
  EXPECT_LT(before_the_end, 20u);
}

}  // namespace
}  // namespace safeops::flux
