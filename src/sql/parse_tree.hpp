#pragma once

#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sql/syntax/name.hpp"

namespace safeops::sql {

// A place in libpg_query's JSON, or nowhere. Every question asked of nowhere has an empty answer, so a path through the tree
// needs no checks. Views live as long as the Tree.
class Node {
 public:
  Node() = default;
  explicit Node(simdjson::dom::element element) : element_(element), exists_(true) {}

  explicit operator bool() const { return exists_; }
  [[nodiscard]] Node operator[](std::string_view key) const;
  [[nodiscard]] std::string_view text(std::string_view key) const;
  [[nodiscard]] bool flag(std::string_view key) const;
  [[nodiscard]] std::int64_t number(std::string_view key, std::int64_t otherwise = 0) const;
  [[nodiscard]] bool is(std::string_view key, std::string_view value) const { return text(key) == value; }
  [[nodiscard]] std::string_view as_text() const;
  [[nodiscard]] std::vector<Node> list(std::string_view key) const;
  [[nodiscard]] std::vector<Node> items() const;                                  // of an array
  [[nodiscard]] std::vector<std::pair<std::string_view, Node>> children() const;  // of an object
  // A node is an object with one key, its type: {"DropStmt": {...}}.
  [[nodiscard]] std::string_view tag() const;
  [[nodiscard]] Node body() const;
  // Calls see(key, value) for everything below that has a key, parents first, in the order of the text. Where `see` answers
  // false nothing below is visited. Iterative: trees are as deep as expressions.
  template <typename See>
  void walk(See see) const;

 private:
  friend std::uint64_t identity_of(Node node);

  simdjson::dom::element element_;
  bool exists_ = false;
};

// Equal for trees that say the same, wherever in a text they stand; 0 for nowhere alone.
std::uint64_t identity_of(Node node);

// The tree of one parse. There is one at a time in a thread: the memory is used again.
class Tree {
 public:
  explicit Tree(std::string& json);  // `json` has room for simdjson's padding (containment.hpp)
  [[nodiscard]] Node root() const { return root_; }

 private:
  Node root_;
};

// Names in the forms libpg_query has for them.
Name name_of_range(Node range_var);                   // RangeVar's fields
Name name_of_list(const std::vector<Node>& strings);  // [{"String": {"sval": ...}}, ...], the last two count
std::vector<std::string> texts_of(const std::vector<Node>& strings);
std::string_view string_of(Node string_node);  // {"String": {"sval": ...}}
TypeName read_type(Node type_name);            // TypeName's fields

template <typename See>
void Node::walk(See see) const {
  std::vector<std::pair<std::string_view, simdjson::dom::element>> pending;
  if (exists_) pending.emplace_back(std::string_view{}, element_);
  while (!pending.empty()) {
    const auto [key, element] = pending.back();
    pending.pop_back();
    if (!key.empty() && !see(key, Node(element))) continue;
    const std::size_t first = pending.size();
    if (simdjson::dom::object object; element.get(object) == simdjson::SUCCESS) {
      for (const auto field : object)
        if (!field.value.is_string() && !field.value.is_number()) pending.emplace_back(field.key, field.value);
    } else if (simdjson::dom::array array; element.get(array) == simdjson::SUCCESS) {
      for (const auto item : array) pending.emplace_back(std::string_view{}, item);
    }
    std::reverse(pending.begin() + static_cast<std::ptrdiff_t>(first), pending.end());
  }
}

}  // namespace safeops::sql
