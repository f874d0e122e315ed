#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "include_graph.hpp"

namespace safeops::layering {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::filesystem::path root = SAFEOPS_ROOT;

Layers three_layers() {
  return {{"git", {"git"}}, {"text", {"git", "text"}}, {"rules", {"git", "rules", "text"}}};
}

TEST(Project, DataFlowsOneWay) {
  EXPECT_THAT(forbidden_includes(read_includes(root), read_layers(root / "CMakeLists.txt")), IsEmpty());
}

TEST(Project, NoFilesIncludeEachOther) {
  EXPECT_THAT(include_cycles(read_includes(root)), IsEmpty());
}

TEST(Project, EveryLayerIsDeclared) {
  EXPECT_THAT(read_layers(root / "CMakeLists.txt"), SizeIs(11));
  EXPECT_GT(read_includes(root).size(), 100U);
}

TEST(Layers, ReachWhatTheirUsesUse) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "layers.cmake";
  std::ofstream(file) << "safeops_layer(git LIBRARIES PkgConfig::libgit2)\n"
                         "safeops_layer(text USES git LIBRARIES OpenSSL::Crypto)\n"
                         "safeops_layer(yaml USES text)\n";
  const Layers layers = read_layers(file);
  EXPECT_THAT(layers.at("git"), ElementsAre("git"));
  EXPECT_THAT(layers.at("yaml"), ElementsAre("git", "text", "yaml"));
}

TEST(Layers, MustBeDeclaredInTheOrderOfTheFlow) {
  const std::filesystem::path file = std::filesystem::path(testing::TempDir()) / "backwards.cmake";
  std::ofstream(file) << "safeops_layer(git USES text)\nsafeops_layer(text)\n";
  EXPECT_THROW(read_layers(file), std::runtime_error);
}

TEST(Includes, AreReadFromSourcesOfBothTrees) {
  const std::filesystem::path tree = std::filesystem::path(testing::TempDir()) / "tree";
  std::filesystem::create_directories(tree / "src/text");
  std::filesystem::create_directories(tree / "rules/schema/drop-column");
  std::ofstream(tree / "src/text/lines.hpp") << "#pragma once\n#  include <vector>\n// #include \"sql/script.hpp\"\n";
  std::ofstream(tree / "rules/schema/drop-column/rule.cpp") << "#include \"rules/rule.hpp\"\n";
  std::ofstream(tree / "src/text/notes.md") << "#include <vector>\n";
  const std::vector<Include> includes = read_includes(tree);
  ASSERT_THAT(includes, SizeIs(2));
  EXPECT_EQ(includes[0].file, "rules/schema/drop-column/rule.cpp");
  EXPECT_TRUE(includes[0].quoted);
  EXPECT_EQ(includes[1].target, "vector");
  EXPECT_EQ(includes[1].line, 2U);
}

TEST(Forbidden, AnArrowThatPointsBack) {
  const std::vector<Include> includes = {{"src/git/tree.cpp", 3, "text/source.hpp", true}};
  EXPECT_THAT(forbidden_includes(includes, three_layers()),
              ElementsAre("src/git/tree.cpp:3: the layer git must not include \"text/source.hpp\""));
}

TEST(Forbidden, ALibraryOfAnotherLayer) {
  const std::vector<Include> includes = {{"rules/schema/drop-column/rule.cpp", 1, "git2.h", false},
                                         {"src/git/tree.cpp", 2, "git2/sys/mempack.h", false}};
  EXPECT_THAT(forbidden_includes(includes, three_layers()),
              ElementsAre("rules/schema/drop-column/rule.cpp:1: the layer rules must not know <git2.h>"));
}

TEST(Forbidden, ALibraryNobodyListed) {
  EXPECT_THAT(forbidden_includes({{"src/text/lines.cpp", 1, "boost/regex.hpp", false}}, three_layers()), SizeIs(1));
}

TEST(Forbidden, AFolderThatIsNoLayer) {
  EXPECT_THAT(forbidden_includes({{"src/helpers/all.cpp", 1, "vector", false}}, three_layers()), SizeIs(1));
}

TEST(Forbidden, AHeaderOutsideTheLayers) {
  EXPECT_THAT(forbidden_includes({{"src/text/lines.cpp", 1, "lines.hpp", true}}, three_layers()), SizeIs(1));
}

TEST(Allowed, TheStandardLibraryAndWhatStandsAbove) {
  const std::vector<Include> includes = {{"src/text/lines.cpp", 1, "vector", false},
                                         {"src/text/lines.cpp", 2, "git/tree.hpp", true}};
  EXPECT_THAT(forbidden_includes(includes, three_layers()), IsEmpty());
}

TEST(Cycles, AreFoundAcrossFiles) {
  const std::vector<Include> includes = {
      {"src/git/a.hpp", 1, "git/b.hpp", true}, {"src/git/b.hpp", 1, "git/c.hpp", true}, {"src/git/c.hpp", 1, "git/a.hpp", true}};
  EXPECT_THAT(include_cycles(includes), ElementsAre("src/git/a.hpp -> src/git/b.hpp -> src/git/c.hpp -> src/git/a.hpp"));
}

TEST(Cycles, TwoWaysToOneHeaderAreNone) {
  const std::vector<Include> includes = {
      {"src/git/a.cpp", 1, "git/b.hpp", true}, {"src/git/a.cpp", 2, "git/c.hpp", true}, {"src/git/b.hpp", 1, "git/c.hpp", true}};
  EXPECT_THAT(include_cycles(includes), IsEmpty());
}

}  // namespace
}  // namespace safeops::layering
