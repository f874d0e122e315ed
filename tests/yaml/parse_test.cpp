#include <gtest/gtest.h>

#include <map>

#include "yaml/documents.hpp"

namespace safeops::yaml {
namespace {

struct Parsed {
  explicit Parsed(std::string_view text, const Limits& limits = {})
      : source("f.yaml", {}, git::Mode::regular, std::string(text), text.size()), file(parse(source, limits)) {}

  [[nodiscard]] const Node& root(std::size_t index = 0) const { return file.documents.at(index).root; }
  [[nodiscard]] std::string_view written(const Node& node) const {
    const text::Span span = node.place().span;
    return source.text().substr(span.begin, span.end - span.begin);
  }

  text::Source source;
  File file;
};

TEST(Parse, SpansOfScalarsAreExact) {
  const Parsed parsed(
      "é: \"üx\"   # c\r\nplain: two words  # c\r\nurl: http://a/b#c\r\nmulti: one\r\n  two\r\n\r\n  three # c\r\n"
      "single: 'it''s: {x}'\r\ndouble: \"a \\\" b\\\\\" # \"\r\nflow: [a b, 'c', {k: v}]\r\ntagged: &x !!str 12\r\n"
      "empty: ''\r\n");
  ASSERT_TRUE(parsed.file.problems.empty()) << parsed.file.problems[0].message;
  const Node& root = parsed.root();
  const std::map<std::string_view, std::string_view> expected{{"é", "\"üx\""},
                                                              {"plain", "two words"},
                                                              {"url", "http://a/b#c"},
                                                              {"multi", "one\r\n  two\r\n\r\n  three"},
                                                              {"single", "'it''s: {x}'"},
                                                              {"double", "\"a \\\" b\\\\\""},
                                                              {"tagged", "12"},
                                                              {"empty", "''"}};
  for (const auto& [key, written] : expected) EXPECT_EQ(parsed.written(root[key]), written) << key;
  EXPECT_EQ(root["multi"].text(), "one two\nthree");
  EXPECT_EQ(root["double"].text(), "a \" b\\");
  EXPECT_EQ(parsed.written(*root.find_key("single")), "single");
  EXPECT_EQ(parsed.written(root["flow"]), "a b, 'c', {k: v");
  EXPECT_EQ(parsed.written(root["flow"].items()[1]), "'c'");
  EXPECT_EQ(root["flow"].items()[2]["k"].place().start().line, 10u);
}

TEST(Parse, BlockScalarsEndWithTheirLastLine) {
  const Parsed parsed(
      "a: |\n  SELECT 1;\n\n    indented\n# comment\nb: >-\n  folded\n  text\n\n  more\nc: |+\n\n  late\n\n\nd: |2\n    two\ne: "
      "|\nf: x\n");
  ASSERT_TRUE(parsed.file.problems.empty()) << parsed.file.problems[0].message;
  const Node& root = parsed.root();
  EXPECT_EQ(root["a"].text(), "SELECT 1;\n\n  indented\n");
  EXPECT_EQ(root["a"].style(), Node::Style::literal);
  EXPECT_EQ(parsed.written(root["a"]), "|\n  SELECT 1;\n\n    indented");
  EXPECT_EQ(root["b"].text(), "folded text\nmore");
  EXPECT_EQ(root["b"].style(), Node::Style::folded);
  EXPECT_EQ(parsed.written(root["b"]), ">-\n  folded\n  text\n\n  more");
  EXPECT_EQ(parsed.written(root["c"]), "|+\n\n  late");
  EXPECT_EQ(parsed.written(root["d"]), "|2\n    two");
  EXPECT_EQ(parsed.written(root["e"]), "|");
  EXPECT_EQ(parsed.written(root["f"]), "x");
}

TEST(Parse, CollectionsSpanFromFirstToLastChild) {
  const Parsed parsed("spec:\n  a: 1\n  list:\n  - x\n  - y  # c\n  none: {}\n  nothing: [ ]\nend: z\n");
  const Node& spec = parsed.root()["spec"];
  EXPECT_EQ(parsed.written(spec), "a: 1\n  list:\n  - x\n  - y  # c\n  none: {}\n  nothing: [ ]");
  EXPECT_EQ(parsed.written(spec["list"]), "x\n  - y");
  EXPECT_EQ(parsed.written(spec["none"]), "{}");
  EXPECT_EQ(parsed.written(spec["nothing"]), "[ ]");
}

TEST(Parse, NullsPointAtTheirWordOrBehindTheirKey) {
  const Parsed parsed("a:\nb: ~\nc: null # c\nd: [~, x]\n");
  const Node& root = parsed.root();
  EXPECT_TRUE(root["a"].is_null());
  EXPECT_EQ(root["a"].place().start().line, 1u);
  EXPECT_EQ(parsed.written(root["b"]), "~");
  EXPECT_EQ(parsed.written(root["c"]), "null");
  EXPECT_TRUE(root["d"].items()[0].is_null());
}

TEST(Parse, LoneCarriageReturnsEndLines) {
  const Parsed parsed("a: 1\rb: x y\rc: |\r  one\r  two\r");
  ASSERT_TRUE(parsed.file.problems.empty()) << parsed.file.problems[0].message;
  EXPECT_EQ(parsed.written(parsed.root()["b"]), "x y");
  EXPECT_EQ(parsed.root()["b"].place().start(), (text::Position{2, 4}));
  EXPECT_EQ(parsed.root()["c"].text(), "one\ntwo\n");
}

TEST(Parse, ByteOrderMarkAndMarkersSplitDocuments) {
  const Parsed parsed(
      "\xEF\xBB\xBF# head\n---\na: 1\n--- # second\nb: |\n  x\n---\n...\n%YAML 1.2\n---\nc: 3\n--- {d: 4}\n---\n# only this\n");
  ASSERT_TRUE(parsed.file.problems.empty()) << parsed.file.problems[0].message;
  ASSERT_EQ(parsed.file.documents.size(), 6u);
  EXPECT_EQ(parsed.root(0)["a"].text(), "1");
  EXPECT_EQ(parsed.root(1)["b"].text(), "x\n");
  EXPECT_TRUE(parsed.root(2).is_missing());
  EXPECT_EQ(parsed.root(3)["c"].text(), "3");
  EXPECT_EQ(parsed.root(4)["d"].text(), "4");
  EXPECT_EQ(parsed.root(4)["d"].place().start().line, 12u);
  EXPECT_TRUE(parsed.root(5).is_missing());
}

TEST(Parse, OneBadDocumentDoesNotHideTheOthers) {
  const Parsed parsed("a: 1\n---\nb: [1, 2\n---\nc: \"open\n---\nd: 4\n");
  ASSERT_EQ(parsed.file.documents.size(), 2u);
  EXPECT_EQ(parsed.root(1)["d"].place().start().line, 7u);
  ASSERT_EQ(parsed.file.problems.size(), 2u);
  for (const Problem& problem : parsed.file.problems) EXPECT_EQ(problem.kind, Problem::Kind::syntax);
  EXPECT_EQ(parsed.file.problems[0].message.substr(0, 15), "not valid YAML:");
}

TEST(Parse, FilesWithoutDocuments) {
  EXPECT_TRUE(Parsed("").file.documents.empty());
  EXPECT_TRUE(Parsed("# nothing\n\n").file.documents.empty());
  EXPECT_TRUE(Parsed(std::string_view("a: \0b", 5)).file.documents.empty());
}

TEST(Parse, JsonIsYaml) {
  const Parsed parsed("{\"apiVersion\":\"v1\",\n \"items\":[{\"a\":1},{\"b\":[true,null]}]}\n");
  ASSERT_TRUE(parsed.file.problems.empty());
  EXPECT_EQ(parsed.root()["items"].items()[0]["a"].integer(), 1);
  EXPECT_EQ(parsed.written(parsed.root()["apiVersion"]), "\"v1\"");
  EXPECT_TRUE(parsed.root()["items"].items()[1]["b"].items()[1].is_null());
}

TEST(Parse, AliasesAreCopiesWithTheAnchorsPlace) {
  const Parsed parsed("a: &x {k: v}\nb: *x\nc: &x two\nd: [*x, *x]\n");
  ASSERT_TRUE(parsed.file.problems.empty());
  const Node& root = parsed.root();
  EXPECT_TRUE(root["a"].same_data(root["b"]));
  EXPECT_EQ(root["b"]["k"].place().start().line, 1u);
  EXPECT_EQ(root["d"].items()[1].text(), "two");
  EXPECT_EQ(parsed.written(root["d"]), "*x, *x");
}

TEST(Parse, MergeKeys) {
  const Parsed parsed(
      "one: &one {a: 1, b: 1}\ntwo: &two {b: 2, c: 2}\nplain:\n  <<: *one\n  a: own\nlist:\n  x: 9\n  <<: [*two, *one]\nbad:\n  "
      "'<<': z\n");
  ASSERT_TRUE(parsed.file.problems.empty());
  const Node& root = parsed.root();
  EXPECT_EQ(root["plain"]["a"].text(), "own");
  EXPECT_EQ(root["plain"]["b"].text(), "1");
  EXPECT_EQ(root["plain"].find("<<"), nullptr);
  EXPECT_EQ(root["list"]["b"].text(), "2");
  EXPECT_EQ(root["list"]["a"].text(), "1");
  EXPECT_EQ(root["bad"]["<<"].text(), "z");
  EXPECT_EQ(Parsed("a:\n  <<: text\n").file.problems.at(0).kind, Problem::Kind::syntax);
}

TEST(Parse, DuplicateKeysKeepTheLastAndSaySo) {
  const Parsed parsed("a: 1\nspec: {}\nb: 2\na: 3\na: 4\n");
  EXPECT_EQ(parsed.root()["a"].text(), "4");
  EXPECT_EQ(parsed.root().members().size(), 3u);
  ASSERT_EQ(parsed.file.problems.size(), 2u);
  EXPECT_EQ(parsed.file.problems[0].kind, Problem::Kind::duplicate_key);
  EXPECT_EQ(parsed.file.problems[0].message, "key `a` is given twice (first on line 1)");
  EXPECT_EQ(parsed.file.problems[0].place.start().line, 4u);
}

TEST(Parse, WhatGoYamlRejectsIsAProblem) {
  for (const std::string_view text : {"a: {{ .Values.x }}\n", "? [a]\n: b\n", "- a\nb: c\n", "a: *nowhere\n", "a: &x [*x]\n",
                                      "a: \x04 hidden\nb: c\n", "\"a\" \"b\"\n", "~: x\n", "a: b: c\n"}) {
    const Parsed parsed(text);
    ASSERT_EQ(parsed.file.problems.size(), 1u) << text;
    EXPECT_EQ(parsed.file.problems[0].kind, Problem::Kind::syntax) << text;
    EXPECT_TRUE(parsed.file.documents.empty()) << text;
  }
}

std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t n = 0; n < times; ++n) result += text;
  return result;
}

Problem::Kind only_problem(const Parsed& parsed) {
  EXPECT_EQ(parsed.file.problems.size(), 1u);
  EXPECT_TRUE(parsed.file.documents.empty());
  return parsed.file.problems.at(0).kind;
}

TEST(ParseLimits, Depth) {
  EXPECT_EQ(only_problem(Parsed(repeat("[", 100'000))), Problem::Kind::syntax);
  EXPECT_EQ(only_problem(Parsed(repeat("[", 101) + repeat("]", 101))), Problem::Kind::limit);
  EXPECT_EQ(only_problem(Parsed(repeat("- ", 100'000))), Problem::Kind::limit);
  EXPECT_EQ(only_problem(Parsed(repeat("? ", 1000))), Problem::Kind::syntax);
  EXPECT_TRUE(Parsed(repeat("[", 100) + repeat("]", 100)).file.problems.empty());
}

TEST(ParseLimits, AliasBombs) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int n = 1; n < 10; ++n) {
    const std::string last = "*a" + std::to_string(n - 1);
    bomb += "a" + std::to_string(n) + ": &a" + std::to_string(n) + " [" + repeat(last + ", ", 8) + last + "]\n";
  }
  EXPECT_EQ(only_problem(Parsed(bomb)), Problem::Kind::limit);
  std::string chain = "a0: &a0 [x]\n";
  for (int n = 1; n < 150; ++n)
    chain += "a" + std::to_string(n) + ": &a" + std::to_string(n) + " [*a" + std::to_string(n - 1) + "]\n";
  EXPECT_EQ(only_problem(Parsed(chain)), Problem::Kind::limit);
  EXPECT_EQ(only_problem(Parsed("a: &a x\nb: [" + repeat("*a,", 10'001) + "]\n")), Problem::Kind::limit);
}

TEST(Parse, AnAliasMayBeAKeyWithoutABlank) {
  const Parsed parsed("name: &app shop\ncontrollers:\n  *app:\n    a: x\n  b: y\n*app: z\nc: w\n");
  ASSERT_TRUE(parsed.file.problems.empty()) << parsed.file.problems[0].message;
  EXPECT_EQ(parsed.root()["controllers"]["shop"]["a"].text(), "x");
  EXPECT_EQ(parsed.written(parsed.root()["controllers"]["b"]), "y");
  EXPECT_EQ(parsed.written(parsed.root()["shop"]), "z");
  EXPECT_EQ(parsed.written(parsed.root()["c"]), "w");
  EXPECT_EQ(Parsed("a: b\n  *none: c\n").file.problems.size(), 1u);
}

TEST(Parse, FoldedBlocksKeepTheirLastLineBreaks) {
  const Parsed parsed("a: >+\n  one\n\n\nb: >+\n  one\nc: >\n  one\n\nd: >-\n  one\n\n");
  EXPECT_EQ(parsed.root()["a"].text(), "one\n\n\n");
  EXPECT_EQ(parsed.root()["b"].text(), "one\n");
  EXPECT_EQ(parsed.root()["c"].text(), "one\n");
  EXPECT_EQ(parsed.root()["d"].text(), "one");
}

TEST(Parse, ATagMakesAQuotedTextANumber) {
  EXPECT_EQ(Parsed("a: !!int \"7\"\n").root()["a"].integer(), 7);
  EXPECT_EQ(resolve(Parsed("a: !!str 7\n").root()["a"]), Resolved::string);
}

TEST(ParseLimits, NodesAndDocuments) {
  EXPECT_EQ(only_problem(Parsed("[a, b, c, d]", {.nodes = 4})), Problem::Kind::limit);
  const Parsed many(repeat("---\na: 1\n", 20), {.documents = 10});
  EXPECT_EQ(many.file.documents.size(), 10u);
  EXPECT_EQ(many.file.problems.at(0).kind, Problem::Kind::limit);
}

TEST(ParseLimits, ManyDuplicatesStayAShortReport) {
  EXPECT_EQ(Parsed(repeat("a: 1\n", 5000)).file.problems.size(), 100u);
}

TEST(Documents, ResultsDoNotDependOnJobs) {
  std::vector<std::unique_ptr<text::Source>> sources;
  std::vector<const text::Source*> pointers;
  for (int n = 0; n < 20; ++n) {
    const std::string text = "n: " + std::to_string(n) + "\n";
    sources.push_back(std::make_unique<text::Source>(text, git::Oid{}, git::Mode::regular, text, text.size()));
    pointers.push_back(sources.back().get());
  }
  pointers.push_back(pointers.front());
  Documents documents;
  documents.prefetch(pointers, 4);
  documents.prefetch(pointers, 0);
  for (int n = 0; n < 20; ++n) {
    const File& file = documents.get(*pointers[static_cast<std::size_t>(n)]);
    EXPECT_EQ(&file, &documents.get(*pointers[static_cast<std::size_t>(n)]));
    EXPECT_EQ(file.documents.at(0).root["n"].integer(), n);
  }
}

}  // namespace
}  // namespace safeops::yaml
