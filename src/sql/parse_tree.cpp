#include "sql/parse_tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops::sql {

namespace {

// As deep as a plain text's chain of operators can make a tree, with room to spare.
constexpr std::size_t deepest = 200'000;
constexpr std::size_t kept_bytes = 16 * 1024 * 1024;

struct TypeSpelling {
  std::string_view internal, printed, suffix;
};
constexpr TypeSpelling spellings[] = {
    {"bool", "boolean", ""},
    {"bpchar", "character", ""},
    {"float4", "real", ""},
    {"float8", "double precision", ""},
    {"int2", "smallint", ""},
    {"int4", "integer", ""},
    {"int8", "bigint", ""},
    {"time", "time", " without time zone"},
    {"timestamp", "timestamp", " without time zone"},
    {"timestamptz", "timestamp", " with time zone"},
    {"timetz", "time", " with time zone"},
    {"varbit", "bit varying", ""},
    {"varchar", "character varying", ""},
};

std::string print_modifiers(Node type_name) {
  std::string printed;
  for (const Node modifier : type_name.list("typmods")) {
    const Node constant = modifier["A_Const"];
    if (!constant["ival"]) return {};
    printed += fmt::format("{}{}", printed.empty() ? "" : ",", constant["ival"].number("ival"));
  }
  return printed.empty() ? printed : "(" + printed + ")";
}

std::string print_base(Node type_name) {
  const Name name = name_of_list(type_name.list("names"));
  const bool built_in = name.schema.empty() || name.schema == "pg_catalog";
  const auto* spelling = std::find_if(std::begin(spellings), std::end(spellings),
                                      [&](const TypeSpelling& each) { return built_in && each.internal == name.name; });
  if (name.name == "interval") return "interval";  // its modifiers are bit masks
  const std::string modifiers = print_modifiers(type_name);
  if (spelling != std::end(spellings)) return fmt::format("{}{}{}", spelling->printed, modifiers, spelling->suffix);
  return (built_in ? Name{"", name.name}.text() : name.text()) + modifiers;
}

}  // namespace

Node Node::operator[](std::string_view key) const {
  simdjson::dom::element found;
  return exists_ && element_.at_key(key).get(found) == simdjson::SUCCESS ? Node(found) : Node();
}

std::string_view Node::as_text() const {
  std::string_view value;
  return exists_ && element_.get(value) == simdjson::SUCCESS ? value : std::string_view{};
}

std::string_view Node::text(std::string_view key) const {
  return (*this)[key].as_text();
}

bool Node::flag(std::string_view key) const {
  const Node value = (*this)[key];
  bool result = false;
  return value.exists_ && value.element_.get(result) == simdjson::SUCCESS && result;
}

std::int64_t Node::number(std::string_view key, std::int64_t otherwise) const {
  const Node value = (*this)[key];
  std::int64_t result = 0;
  return value.exists_ && value.element_.get(result) == simdjson::SUCCESS ? result : otherwise;
}

std::vector<Node> Node::list(std::string_view key) const {
  return (*this)[key].items();
}

std::vector<Node> Node::items() const {
  std::vector<Node> result;
  simdjson::dom::array array;
  if (exists_ && element_.get(array) == simdjson::SUCCESS)
    for (const auto item : array) result.emplace_back(item);
  return result;
}

std::vector<std::pair<std::string_view, Node>> Node::children() const {
  std::vector<std::pair<std::string_view, Node>> result;
  simdjson::dom::object object;
  if (exists_ && element_.get(object) == simdjson::SUCCESS)
    for (const auto field : object) result.emplace_back(field.key, Node(field.value));
  return result;
}

std::string_view Node::tag() const {
  simdjson::dom::object object;
  if (!exists_ || element_.get(object) != simdjson::SUCCESS || object.begin() == object.end()) return {};
  return object.begin().key();
}

Node Node::body() const {
  simdjson::dom::object object;
  if (!exists_ || element_.get(object) != simdjson::SUCCESS || object.begin() == object.end()) return {};
  return Node(object.begin().value());
}

Tree::Tree(std::string& json) {
  thread_local simdjson::dom::parser parser;
  if (parser.capacity() > kept_bytes) parser = simdjson::dom::parser();
  const std::size_t needed = std::max<std::size_t>(json.size(), 1024);
  if ((parser.capacity() < needed || parser.max_depth() < deepest) && parser.allocate(needed, deepest) != simdjson::SUCCESS)
    return;
  const bool has_padding = json.capacity() >= json.size() + simdjson::SIMDJSON_PADDING;
  simdjson::dom::element root;
  if (parser.parse(json.data(), json.size(), !has_padding).get(root) == simdjson::SUCCESS) root_ = Node(root);
}

Name name_of_range(Node range_var) {
  return {std::string(range_var.text("schemaname")), std::string(range_var.text("relname"))};
}

std::string_view string_of(Node string_node) {
  return string_node["String"].text("sval");
}

Name name_of_list(const std::vector<Node>& strings) {
  if (strings.empty()) return {};
  Name name{"", std::string(string_of(strings.back()))};
  if (strings.size() > 1) name.schema = string_of(strings[strings.size() - 2]);
  return name;
}

std::vector<std::string> texts_of(const std::vector<Node>& strings) {
  std::vector<std::string> texts;
  texts.reserve(strings.size());
  for (const Node each : strings) texts.emplace_back(string_of(each));
  return texts;
}

std::string print_type(Node type_name) {
  std::string printed = print_base(type_name);
  for (std::size_t i = 0; i < type_name.list("arrayBounds").size(); ++i) printed += "[]";
  return printed;
}

}  // namespace safeops::sql
