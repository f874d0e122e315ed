#include "yaml/node.hpp"

#include <algorithm>
#include <unordered_map>

namespace safeops::yaml {
namespace {

const Node missing_node;
const std::vector<Node> no_items;
const std::vector<Node::Member> no_members;

bool is_opaque_text(std::string_view text) {
  return text.find("${") != std::string_view::npos || text.starts_with("ENC[");
}

bool same_scalar(const Node& one, const Node& other) {
  return resolve(one) == resolve(other) && one.text() == other.text();
}

bool same_members(const std::vector<Node::Member>& one, const std::vector<Node::Member>& other) {
  if (one.size() != other.size()) return false;
  std::unordered_map<std::string_view, const Node*> values;
  for (const auto& [key, value] : other) values.emplace(key.text(), &value);
  return std::all_of(one.begin(), one.end(), [&](const Node::Member& member) {
    const auto found = values.find(member.first.text());
    return found != values.end() && member.second.same_data(*found->second);
  });
}

}  // namespace

struct Node::Children {
  std::vector<Node> items;
  std::vector<Member> members;
};

Node::Children& Node::own_children() {
  if (!children_)
    children_ = std::make_shared<Children>();
  else if (children_.use_count() > 1)
    children_ = std::make_shared<Children>(*children_);
  return *children_;
}

Node Node::null(text::Place place) {
  Node node;
  node.kind_ = Kind::null;
  node.place_ = place;
  return node;
}

Node Node::scalar(std::string text, text::Place place, Style style) {
  Node node;
  node.kind_ = Kind::scalar;
  node.style_ = style;
  node.place_ = place;
  node.scalar_ = std::move(text);
  return node;
}

Node Node::sequence(text::Place place) {
  Node node;
  node.kind_ = Kind::sequence;
  node.place_ = place;
  return node;
}

Node Node::map(text::Place place) {
  Node node;
  node.kind_ = Kind::map;
  node.place_ = place;
  return node;
}

bool Node::is_opaque() const {
  if (kind_ == Kind::scalar) return is_opaque_text(scalar_);
  const auto opaque_member = [](const Member& member) { return member.first.is_opaque() || member.second.is_opaque(); };
  return std::any_of(items().begin(), items().end(), [](const Node& item) { return item.is_opaque(); }) ||
         std::any_of(members().begin(), members().end(), opaque_member);
}

const std::vector<Node>& Node::items() const {
  return children_ ? children_->items : no_items;
}
std::vector<Node>& Node::items() {
  return own_children().items;
}
const std::vector<Node::Member>& Node::members() const {
  return children_ ? children_->members : no_members;
}
std::vector<Node::Member>& Node::members() {
  return own_children().members;
}

void Node::append(Node item) {
  if (kind_ != Kind::sequence) *this = sequence(place_);
  items().push_back(std::move(item));
}

const Node& Node::operator[](std::string_view key) const {
  const Node* found = find(key);
  return found ? *found : missing_node;
}

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : members())
    if (name.text() == key) return &value;
  return nullptr;
}

Node* Node::find(std::string_view key) {
  if (!std::as_const(*this).find(key)) return nullptr;
  for (auto& [name, value] : members())
    if (name.text() == key) return &value;
  return nullptr;
}

const Node* Node::find_key(std::string_view key) const {
  for (const auto& member : members())
    if (member.first.text() == key) return &member.first;
  return nullptr;
}

const Node& Node::at(std::string_view dotted) const {
  const Node* node = this;
  while (node->is_map()) {
    const std::size_t dot = dotted.find('.');
    node = &(*node)[dotted.substr(0, dot)];
    if (dot == std::string_view::npos) return *node;
    dotted.remove_prefix(dot + 1);
  }
  return missing_node;
}

Node& Node::set(std::string_view key, Node value, text::Place key_place) {
  if (kind_ != Kind::map) *this = map(place_);
  if (Node* found = find(key)) {
    *found = std::move(value);
    return *found;
  }
  return members().emplace_back(scalar(std::string(key), key_place, Style::quoted), std::move(value)).second;
}

bool Node::erase(std::string_view key) {
  if (!std::as_const(*this).find(key)) return false;
  return std::erase_if(members(), [&](const Member& member) { return member.first.text() == key; }) > 0;
}

std::size_t Node::count() const {
  std::size_t count = 1;
  for (const Node& item : items()) count += item.count();
  for (const auto& member : members()) count += 1 + member.second.count();
  return count;
}

bool Node::same_data(const Node& other) const {
  if (kind_ != other.kind_) return false;
  if (kind_ == Kind::scalar) return same_scalar(*this, other);
  if (children_ == other.children_) return true;  // both null, or shared
  if (kind_ == Kind::map) return same_members(members(), other.members());
  return std::equal(items().begin(), items().end(), other.items().begin(), other.items().end(),
                    [](const Node& one, const Node& two) { return one.same_data(two); });
}

std::vector<std::string> texts(const Node& list) {
  std::vector<std::string> result;
  for (const Node& item : list.items()) result.emplace_back(item.text());
  return result;
}

}  // namespace safeops::yaml
