#include "flux/vars.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/field_path.hpp"
#include "flux/printed_scalar.hpp"
#include "flux/refusal.hpp"
#include "flux/value_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;
using Values = std::map<std::string, Node, std::less<>>;

constexpr std::size_t longest_text = 1024 * 1024;
constexpr std::size_t most_text = 32 * 1024 * 1024;

Type type_of_target(const Node& target) {
  const std::string_view version = target["apiVersion"].text();
  if (!version.empty()) return type_of(version, target["kind"].text());
  return {std::string(target["group"].text()), std::string(target["version"].text()), std::string(target["kind"].text())};
}

bool is_meant(const Resource& resource, const Node& target) {
  const Type type = type_of_target(target);
  const std::string_view name_space = target["namespace"].text();
  const std::vector<ResourceId> ids = resource.all_ids();
  return std::any_of(ids.begin(), ids.end(), [&](const ResourceId& id) {
    return id.type == type && id.name == target["name"].text() && (name_space.empty() || id.namespace_ == name_space);
  });
}

// `a[0]` is `a.0`.
std::vector<std::string> split_indices(std::string_view path) {
  std::vector<std::string> parts;
  for (std::string& part : split_value_path(path)) {
    const std::size_t open = part.rfind('[');
    const bool indexed = part.ends_with(']') && open != std::string::npos && open + 2 < part.size() &&
                         part.find_first_not_of("0123456789", open + 1) == part.size() - 1;
    if (!indexed) {
      parts.push_back(std::move(part));
      continue;
    }
    if (open > 0) parts.push_back(part.substr(0, open));
    parts.push_back(part.substr(open + 1, part.size() - open - 2));
  }
  return parts;
}

class Resolver {
 public:
  explicit Resolver(const Values& values) : values_(values) {}

  void update(Node& node) {
    if (node.is_scalar()) update_text(node);
    for (Node& item : node.items()) {
      if (!is_text(item)) throw Refusal{item.place(), "a list that may hold variables holds something that is no text"};
      update_text(item);
    }
    for (auto& member : node.members()) update_text(member.second);
  }

 private:
  static bool is_text(const Node& node) { return node.is_scalar() && yaml::resolve(node) == yaml::Resolved::string; }

  void update_text(Node& node) {
    if (!is_text(node) || node.text().find('$') == std::string_view::npos) return;
    if (const Node* whole = whole_value(node.text())) {
      node = *whole;
      return;
    }
    const std::string expanded = expand(node.text(), node.place());
    if (expanded != node.text()) node = Node::scalar(expanded, node.place(), Node::Style::quoted);
  }

  // The value of a text that is nothing but a reference, which keeps the value's type.
  [[nodiscard]] const Node* whole_value(std::string_view text) const {
    if (!text.starts_with("$(") || text.find(')') != text.size() - 1) return nullptr;
    return find(text.substr(2, text.size() - 3));
  }

  [[nodiscard]] const Node* find(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() || !found->second.is_scalar() ? nullptr : &found->second;
  }

  std::string expand(std::string_view text, text::Place place) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != '$' || at + 1 == text.size()) {
        out += text[at];
      } else if (text[at + 1] == '$') {
        out += text[++at];
      } else {
        at = expand_reference(text, at, out);
      }
      if (out.size() > longest_text) throw Refusal{place, "variables make too long a text"};
    }
    written_ += out.size();
    if (written_ > most_text) throw Refusal{place, "variables make too much text"};
    return out;
  }

  // Answers the last character used. What is no known reference stays.
  [[nodiscard]] std::size_t expand_reference(std::string_view text, std::size_t at, std::string& out) const {
    const std::size_t close = text[at + 1] == '(' ? text.find(')', at) : std::string_view::npos;
    if (close == std::string_view::npos) {
      out += text.substr(at, 2);
      return at + 1;
    }
    const Node* value = find(text.substr(at + 2, close - at - 2));
    out += value ? value->text() : text.substr(at, close - at + 1);
    return close;
  }

  const Values& values_;
  std::size_t written_ = 0;
};

// What a value is in a text: true for True, decimal for a number.
Node as_value(const Node& node) {
  switch (yaml::resolve(node)) {
    case yaml::Resolved::boolean:
      return Node::scalar(*node.boolean() ? "true" : "false", node.place());
    case yaml::Resolved::integer:
    case yaml::Resolved::floating:
      return Node::scalar(printed_number(node.text()).value_or(std::string(node.text())), node.place());
    case yaml::Resolved::string:
    case yaml::Resolved::null:
      break;
  }
  return node;
}

Node value_of(const Node& entry, const std::string& name, const ResourceList& list) {
  const std::string_view written = entry["fieldref"]["fieldPath"].text();
  const std::string_view path = written.empty() ? "metadata.name" : written;
  for (const Resource& resource : list.items()) {
    if (std::find(resource.variables.begin(), resource.variables.end(), name) == resource.variables.end()) continue;
    const Node* value = look_up(resource.object.root(), split_indices(path));
    if (!value)
      throw Refusal{entry.place(), fmt::format("variable `{}`: {} has no `{}`", text::visible(name), resource.object.id().text(),
                                               text::visible(path))};
    return value->is_null() ? Node::scalar({}, value->place(), Node::Style::quoted) : as_value(*value);
  }
  throw Refusal{entry.place(), fmt::format("variable `{}` refers to no object here", text::visible(name))};
}

}  // namespace

void VariableSet::add(const Node& entries, ResourceList& list) {
  for (const Node& entry : entries.items()) {
    const std::string name(entry["name"].text());
    if (!list.may_look_at_all()) throw Refusal{entry.place(), "too many variables for so many objects in one build"};
    std::vector<Resource*> found;
    for (Resource& resource : list.items())
      if (is_meant(resource, entry["objref"])) found.push_back(&resource);
    if (found.size() > 1) throw Refusal{entry.place(), fmt::format("variable `{}` means several objects", text::visible(name))};
    if (!found.empty()) found.front()->variables.push_back(name);
  }
  for (const Node& entry : entries.items()) insert(std::string(entry["name"].text()), entry);
}

void VariableSet::merge(const VariableSet& other) {
  for (const auto& [name, entry] : other.entries_) insert(name, entry);
}

void VariableSet::insert(const std::string& name, const Node& entry) {
  if (!entries_.emplace(name, entry).second)
    throw Refusal{entry.place(), fmt::format("variable `{}` is given twice", text::visible(name))};
}

void VariableSet::resolve(ResourceList& list, const FieldSpecs& fields) const {
  if (entries_.empty()) return;
  Values values;
  for (const auto& [name, entry] : entries_) values.emplace(name, value_of(entry, name, list));
  Resolver resolver(values);
  for (Resource& resource : list.items()) {
    const Type type = resource.type();
    for (const FieldSpec& field : fields)
      if (field.type.covers(type))
        visit_field(resource.object.root(), field, Creates::nothing, [&](Node& node) { resolver.update(node); });
  }
}

}  // namespace safeops::flux
