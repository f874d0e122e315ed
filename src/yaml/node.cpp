#include "yaml/node.hpp"

#include <algorithm>
#include <unordered_map>

namespace safeops::yaml {
namespace {

const Node missing_node;

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
  return std::any_of(items_.begin(), items_.end(), [](const Node& item) { return item.is_opaque(); }) ||
         std::any_of(members_.begin(), members_.end(), opaque_member);
}

const std::vector<Node>& Node::items() const {
  return items_;
}
std::vector<Node>& Node::items() {
  return items_;
}
const std::vector<Node::Member>& Node::members() const {
  return members_;
}
std::vector<Node::Member>& Node::members() {
  return members_;
}

void Node::append(Node item) {
  if (kind_ != Kind::sequence) *this = sequence(place_);
  items_.push_back(std::move(item));
}

const Node& Node::operator[](std::string_view key) const {
  const Node* found = find(key);
  return found ? *found : missing_node;
}

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : members_)
    if (name.text() == key) return &value;
  return nullptr;
}

Node* Node::find(std::string_view key) {
  return const_cast<Node*>(std::as_const(*this).find(key));
}

const Node* Node::find_key(std::string_view key) const {
  for (const auto& member : members_)
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
  members_.emplace_back(scalar(std::string(key), key_place), std::move(value));
  return members_.back().second;
}

bool Node::erase(std::string_view key) {
  return std::erase_if(members_, [&](const Member& member) { return member.first.text() == key; }) > 0;
}

bool Node::same_data(const Node& other) const {
  if (kind_ != other.kind_) return false;
  if (kind_ == Kind::scalar) return same_scalar(*this, other);
  if (kind_ == Kind::map) return same_members(members_, other.members_);
  return std::equal(items_.begin(), items_.end(), other.items_.begin(), other.items_.end(),
                    [](const Node& one, const Node& two) { return one.same_data(two); });
}

}  // namespace safeops::yaml
