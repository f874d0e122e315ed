#include "flux/shape.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/problems.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

bool same_but_case(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

const Field* find_field(const Shape& shape, std::string_view name) {
  for (const Field& field : shape.fields)
    if (field.name == name) return &field;
  for (const Field& field : shape.fields)
    if (same_but_case(field.name, name)) return &field;
  return nullptr;
}

std::string_view describe(const Node& node) {
  if (node.is_map()) return "a map";
  if (node.is_sequence()) return "a list";
  switch (yaml::resolve(node)) {
    case yaml::Resolved::boolean:
      return "a boolean; quote it";
    case yaml::Resolved::integer:
    case yaml::Resolved::floating:
      return "a number; quote it";
    case yaml::Resolved::string:
    case yaml::Resolved::null:
      break;
  }
  return "a text";
}

class Checker {
 public:
  Checker(const Reading& reading, std::vector<Problem>& problems) : reading_(reading), problems_(problems) {}

  void check(Node& node, const Shape& shape, std::string_view name) {
    switch (shape.kind) {
      case Shape::Kind::anything:
        return;
      case Shape::Kind::text:
        return text(node, name);
      case Shape::Kind::boolean:
        return require(node.boolean().has_value(), node, name, "true or false");
      case Shape::Kind::integer:
        return require(node.integer().has_value(), node, name, "a number");
      case Shape::Kind::texts:
        if (!node.is_map()) return require(false, node, name, "a map");
        for (auto& [key, value] : node.members()) text(value, key.text());
        return;
      case Shape::Kind::list:
        if (!node.is_sequence()) return require(false, node, name, "a list");
        for (Node& item : node.items()) check(item, *shape.item, name);
        return;
      case Shape::Kind::record:
        return record(node, shape, name);
    }
  }

 private:
  void require(bool fits, const Node& node, std::string_view name, std::string_view wanted) {
    if (!fits) error(problems_, node.place(), fmt::format("{} is {}, not {}", quoted(name), describe_bare(node), wanted));
  }

  // The name of a field, or what the file as a whole is called.
  static std::string quoted(std::string_view name) {
    return name.starts_with("a ") ? std::string(name) : fmt::format("`{}`", text::visible(name));
  }

  static std::string_view describe_bare(const Node& node) {
    const std::string_view described = describe(node);
    return described.substr(0, described.find(';'));
  }

  void text(Node& node, std::string_view name) {
    if (node.is_null()) {
      node = Node::scalar({}, node.place(), Node::Style::quoted);
      return;
    }
    const bool fits = node.is_scalar() && (reading_.numbers_are_texts || yaml::resolve(node) == yaml::Resolved::string);
    if (!fits) {
      error(problems_, node.place(), fmt::format("`{}` must be a text but is {}", text::visible(name), describe(node)));
    } else if (node.style() == Node::Style::plain) {
      node = Node::scalar(std::string(node.text()), node.place(), Node::Style::quoted);
    }
  }

  void record(Node& node, const Shape& shape, std::string_view name) {
    if (node.is_null()) return;
    if (!node.is_map()) return require(false, node, name, "a map");
    std::erase_if(node.members(), [&](Node::Member& member) { return !keep(member, shape, name); });
    for (auto& [key, value] : node.members())
      if (const Field* field = find_field(shape, key.text())) check(value, *field->shape, field->name);
  }

  // False for a field that holds nothing.
  bool keep(Node::Member& member, const Shape& shape, std::string_view name) {
    const Field* field = find_field(shape, member.first.text());
    if (field)
      member.first.set_text(std::string(field->name));
    else if (!reading_.unknown_fields)
      error(problems_, member.first.place(),
            fmt::format("`{}` is no field of {}", text::visible(member.first.text()), quoted(name)));
    return !field || !member.second.is_null();
  }

  const Reading& reading_;
  std::vector<Problem>& problems_;
};

}  // namespace

void require_shape(Node& node, const Shape& shape, const Reading& reading, std::vector<Problem>& problems) {
  Checker(reading, problems).check(node, shape, reading.what);
}

}  // namespace safeops::flux
