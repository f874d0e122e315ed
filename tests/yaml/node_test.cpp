#include <gtest/gtest.h>

#include "yaml/documents.hpp"

namespace safeops::yaml {
namespace {

Node plain(std::string_view text) {
  return Node::scalar(std::string(text));
}

TEST(Node, NavigatesByKeysAndPaths) {
  Node root = Node::map();
  Node& spec = root.set("spec", Node::map());
  spec.set("cluster", Node::map()).set("name", plain("db"));
  EXPECT_EQ(root.at("spec.cluster.name").text(), "db");
  EXPECT_TRUE(root.at("spec.cluster.name.x").is_missing());
  EXPECT_TRUE(root["spec"]["none"]["deeper"].is_missing());
  EXPECT_TRUE(root.erase("spec"));
  EXPECT_FALSE(root.erase("spec"));
}

TEST(Node, CopyIsATreeOfItsOwn) {
  Node root = Node::map();
  root.set("spec", Node::map()).set("image", plain("a:1"));
  root.set("list", Node::sequence()).append(plain("one"));
  const Node kept = root;
  Node copy = root;
  copy.find("spec")->set("image", plain("a:2"));
  copy.find("list")->append(plain("two"));
  root.find("spec")->erase("image");
  EXPECT_EQ(copy.at("spec.image").text(), "a:2");
  EXPECT_EQ(copy["list"].items().size(), 2U);
  EXPECT_EQ(kept.at("spec.image").text(), "a:1");
  EXPECT_EQ(kept["list"].items().size(), 1U);
  EXPECT_TRUE(root.at("spec.image").is_missing());
}

TEST(Node, ComparesAsData) {
  Node one = Node::map();
  one.set("a", plain("1"));
  one.set("b", Node::scalar("x", {}, Node::Style::quoted));
  Node other = Node::map();
  other.set("b", plain("x"));
  other.set("a", plain("1"));
  EXPECT_TRUE(one.same_data(other));
  other.set("a", Node::scalar("1", {}, Node::Style::quoted));
  EXPECT_FALSE(one.same_data(other));
}

TEST(Node, KnowsWhatIsOnlyKnownInTheCluster) {
  Node root = Node::map();
  root.set("list", Node::sequence()).append(plain("a${VAR}b"));
  EXPECT_TRUE(root.is_opaque());
  EXPECT_TRUE(plain("ENC[AES256_GCM,data:x]").is_opaque());
  EXPECT_FALSE(plain("$VAR ENC[").is_opaque());
}

TEST(Resolve, AsTheKubernetesDecoderDoes) {
  for (const auto* text : {"y", "Yes", "on", "TRUE", "True"}) EXPECT_EQ(plain(text).boolean(), true) << text;
  for (const auto* text : {"n", "No", "OFF", "false"}) EXPECT_EQ(plain(text).boolean(), false) << text;
  for (const auto* text : {"tRue", "${X}", "1", "", "yess"}) EXPECT_EQ(plain(text).boolean(), std::nullopt) << text;
  EXPECT_EQ(Node::scalar("true", {}, Node::Style::quoted).boolean(), std::nullopt);
  EXPECT_EQ(resolve(plain("~")), Resolved::null);
  EXPECT_EQ(resolve(plain("2026-01-05")), Resolved::string);
  EXPECT_EQ(resolve(plain("1.5e3")), Resolved::floating);
  EXPECT_EQ(resolve(plain("08")), Resolved::floating);
  EXPECT_EQ(resolve(plain(".5")), Resolved::floating);
  EXPECT_EQ(resolve(plain("-.Inf")), Resolved::floating);
  for (const auto* text : {".", "1.2.3", "-", "+", "1e", "0x", "12h", "e3", "._5", "0o8"})
    EXPECT_EQ(resolve(plain(text)), Resolved::string) << text;
}

TEST(Resolve, Integers) {
  EXPECT_EQ(plain("42").integer(), 42);
  EXPECT_EQ(plain("-0x1F").integer(), -31);
  EXPECT_EQ(plain("017").integer(), 15);
  EXPECT_EQ(plain("0o17").integer(), 15);
  EXPECT_EQ(plain("0b101").integer(), 5);
  EXPECT_EQ(plain("1_000").integer(), 1000);
  EXPECT_EQ(plain("+7").integer(), 7);
  EXPECT_EQ(plain("-9223372036854775808").integer(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(plain("18446744073709551615").integer(), std::nullopt);
  EXPECT_EQ(resolve(plain("18446744073709551615")), Resolved::integer);
  EXPECT_EQ(resolve(plain("99999999999999999999")), Resolved::floating);
  EXPECT_EQ(plain("1.0").integer(), std::nullopt);
}

Node parse_one(const std::string& text, std::unique_ptr<text::Source>& source) {
  source = std::make_unique<text::Source>("f.yaml", git::Oid{}, git::Mode::regular, text, text.size());
  File file = parse(*source);
  EXPECT_TRUE(file.problems.empty()) << text << file.problems.at(0).message;
  return file.documents.empty() ? Node{} : file.documents[0].root;
}

TEST(Emit, IsReadableBlockStyle) {
  std::unique_ptr<text::Source> source;
  const Node root = parse_one("{a: {b: [1, 'two', {c: d, e: []}], f: {}}, g: \"line\\nnext\\n\", h: '1', i: ~}", source);
  EXPECT_EQ(emit(root), "a:\n  b:\n  - 1\n  - two\n  - c: d\n    e: []\n  f: {}\ng: |\n  line\n  next\nh: \"1\"\ni: null\n");
}

TEST(Emit, RoundTripsAnyText) {
  const std::vector<std::string> texts{"",       " a",        "a ",        "a: b",
                                       "a:",     "#a",        "a #b",      "- a",
                                       "-a",     "true",      "12",        "~",
                                       "a\nb",   "a\nb\n",    "a\n\n",     "\na",
                                       "  a\nb", "a\n  \nb",  "a\n\n\nb",  "\t",
                                       "a\tb",   "a\r\n",     "\x01",      "\"",
                                       "'",      "\\n",       "*a",        "{a}",
                                       "---",    "--- x",     "...",       "%YAML",
                                       "<<",     "=",         "?",         "? a",
                                       ": a",    "é\n→",      "a\n # b\n", "|",
                                       ">-",     "0x1F",      "1e3",       "@a",
                                       "`a`",    "a\n---\nb", "a\n\tb\n",  "null\n",
                                       "\n",     "\n\n",      "a\nb  ",    std::string(2000, 'k')};
  for (const std::string& text : texts) {
    Node root = Node::map();
    root.set(text, Node::scalar(text, {}, Node::Style::quoted));
    root.set("list-" + text, Node::sequence()).append(Node::scalar(text, {}, Node::Style::quoted));
    std::unique_ptr<text::Source> source;
    EXPECT_TRUE(parse_one(emit(root), source).same_data(root)) << emit(root);
    std::unique_ptr<text::Source> alone;
    EXPECT_TRUE(parse_one(emit(root.members()[0].second), alone).same_data(root.members()[0].second)) << text;
  }
}

TEST(Emit, NestedSequences) {
  std::unique_ptr<text::Source> source;
  const Node root = parse_one("- - a\n  - [b, {c: [d]}]\n- {e: [[f]]}\n", source);
  std::unique_ptr<text::Source> again;
  EXPECT_TRUE(parse_one(emit(root), again).same_data(root)) << emit(root);
}

}  // namespace
}  // namespace safeops::yaml
