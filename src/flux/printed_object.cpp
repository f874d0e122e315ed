#include "flux/printed_object.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "flux/printed_scalar.hpp"
#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

Node string(std::string text, text::Place place) {
  return Node::scalar(std::move(text), place, Node::Style::quoted);
}

void print_number(Node& node) {
  if (auto number = printed_number(node.text())) {
    node.set_text(std::move(*number));
    return;
  }
  const char last = static_cast<char>(node.text().back() | 0x20);
  if (last == 'f' || last == 'n')
    throw Refusal{node.place(), fmt::format("`{}` is a number that JSON has no word for", text::visible(node.text()))};
  node = string(std::string(node.text()), node.place());
}

void print_scalar(Node& node) {
  if (node.style() == Node::Style::folded) node = string(printed_folded(node.text()), node.place());
  switch (yaml::resolve(node)) {
    case yaml::Resolved::null:
      break;
    case yaml::Resolved::boolean:
      node.set_text(*node.boolean() ? "true" : "false");
      break;
    case yaml::Resolved::integer:
    case yaml::Resolved::floating:
      print_number(node);
      break;
    case yaml::Resolved::string:
      if (node.style() != Node::Style::plain) break;
      if (auto time = printed_time(node.text())) node = string(std::move(*time), node.place());
      break;
  }
}

void require_text(const Node& key) {
  if (key.style() != Node::Style::plain || yaml::resolve(key) == yaml::Resolved::string) return;
  throw Refusal{key.place(), fmt::format("key `{}` is no text; quote it", text::visible(key.text()))};
}

// Most values do; a cheap look first, and what is not changed stays shared.
bool prints_as_written(const Node& node) {
  if (!node.is_scalar() || node.style() == Node::Style::quoted || node.style() == Node::Style::literal) return true;
  const bool may_be_time = !node.text().empty() && node.text().front() >= '0' && node.text().front() <= '9';
  if (node.style() == Node::Style::plain && !may_be_time && yaml::resolve(node) == yaml::Resolved::string) return true;
  Node printed = node;
  print_scalar(printed);
  return printed.text() == node.text() && printed.style() == node.style();
}

bool all_print_as_written(const Node& node, int depth) {
  const auto member_does = [&](const Node::Member& member) {
    if (depth > 0) require_text(member.first);
    return all_print_as_written(member.second, depth + 1);
  };
  return prints_as_written(node) &&
         std::all_of(node.items().begin(), node.items().end(),
                     [&](const Node& item) { return all_print_as_written(item, depth + 1); }) &&
         std::all_of(node.members().begin(), node.members().end(), member_does);
}

void print(Node& node, int depth) {
  if (all_print_as_written(node, depth)) return;
  if (node.is_scalar()) print_scalar(node);
  for (Node& item : node.items()) print(item, depth + 1);
  for (auto& [key, value] : node.members()) {
    if (depth > 0) require_text(key);
    print(value, depth + 1);
  }
}

// What stands in the file for a null, or nothing.
std::string_view written(const Node& value) {
  if (!value.is_null() || !value.place()) return value.text();
  return value.place().source->text().substr(value.place().span.begin, value.place().span.end - value.place().span.begin);
}

void print_annotations(Node& root) {
  if (!std::as_const(root)["metadata"]["annotations"]) return;
  Node* metadata = root.find("metadata");
  Node* annotations = metadata ? metadata->find("annotations") : nullptr;
  if (!annotations) return;
  for (auto& [key, value] : annotations->members()) value = string(std::string(written(value)), value.place());
  if (annotations->members().empty()) metadata->erase("annotations");
}

}  // namespace

void print_values(Node& root) {
  print(root, 0);
}

void print_object(Node& root) {
  print_annotations(root);
  print_values(root);
}

}  // namespace safeops::flux
