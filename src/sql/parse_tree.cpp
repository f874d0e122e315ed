#include "sql/parse_tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops::sql {

namespace {

// As deep as a plain text's chain of operators can make a tree, with room to spare.
constexpr std::size_t deepest = 200'000;
constexpr std::size_t kept_bytes = 16 * 1024 * 1024;

// FNV-1a.
class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) {
      value_ ^= static_cast<unsigned char>(byte);
      value_ *= 0x100000001b3;
    }
    value_ ^= 0xff;  // ends a text
    value_ *= 0x100000001b3;
  }
  [[nodiscard]] std::uint64_t value() const { return value_ == 0 ? 1 : value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325;
};

bool is_place(std::string_view key) {
  return key.ends_with("location") || key == "stmt_len" || key.starts_with("rexpr_list_") || key.starts_with("list_");
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

std::uint64_t identity_of(Node node) {
  if (!node.exists_) return 0;
  struct Step {
    std::string_view mark;  // a key, or what closes a value
    simdjson::dom::element element;
    bool is_element = false;
  };
  Hash hash;
  std::vector<Step> pending{{{}, node.element_, true}};
  while (!pending.empty()) {
    const Step step = pending.back();
    pending.pop_back();
    hash.add(step.mark);
    if (!step.is_element) continue;
    if (simdjson::dom::object object; step.element.get(object) == simdjson::SUCCESS) {
      pending.push_back({"}", {}, false});
      for (const auto field : object)
        if (!is_place(field.key)) pending.push_back({field.key, field.value, true});
    } else if (simdjson::dom::array array; step.element.get(array) == simdjson::SUCCESS) {
      pending.push_back({"]", {}, false});
      for (const auto item : array) pending.push_back({"[", item, true});
    } else if (std::string_view text; step.element.get(text) == simdjson::SUCCESS) {
      hash.add(text);
    } else if (std::int64_t number = 0; step.element.get(number) == simdjson::SUCCESS) {
      hash.add(std::to_string(number));
    } else if (bool flag = false; step.element.get(flag) == simdjson::SUCCESS) {
      hash.add(flag ? "true" : "false");
    }
  }
  return hash.value();
}

// Numbers for what comes with PostgreSQL; the types of extensions take words too.
void read_modifiers(Node type_name, TypeName& type) {
  std::string all;
  bool words = false;
  for (const Node modifier : type_name.list("typmods")) {
    if (!all.empty()) all += ',';
    if (const Node number = modifier["A_Const"]["ival"]) {
      type.modifiers.push_back(static_cast<std::int32_t>(number.number("ival")));
      all += std::to_string(type.modifiers.back());
      continue;
    }
    words = true;
    const Node text = modifier["A_Const"]["sval"];
    all += text ? fmt::format("'{}'", text.text("sval")) : name_of_list(modifier["ColumnRef"].list("fields")).text();
  }
  if (!words) return;
  type.words = std::move(all);
  type.modifiers.clear();
}

TypeName read_type(Node type_name) {
  TypeName type{.name = name_of_list(type_name.list("names"))};
  if (type.name.schema == "pg_catalog") type.name.schema.clear();
  read_modifiers(type_name, type);
  type.dimensions = static_cast<std::int32_t>(type_name.list("arrayBounds").size());
  return type;
}

}  // namespace safeops::sql
