#include "flux/variable_sources.hpp"

#include <algorithm>

#include "flux/sops.hpp"
#include "text/utf8.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

// Null for what is only known in the cluster.
Node value_of(std::string text, text::Place place, bool left_is_meant) {
  Node value = Node::scalar(std::move(text), place, Node::Style::quoted);
  if ((!left_is_meant && value.is_opaque()) || text::first_invalid_utf8(value.text()) < value.text().size())
    return Node::null(place);
  std::string line(value.text());
  std::erase(line, '\n');
  value.set_text(std::move(line));
  return value;
}

bool same_values(const std::map<std::string, Node>& one, const std::map<std::string, Node>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), [](const auto& left, const auto& right) {
    return left.first == right.first && left.second.same_data(right.second);
  });
}

}  // namespace

bool all_known(const Variables& variables) {
  const auto unknown = [](const auto& entry) { return entry.second.is_null(); };
  return variables.complete && std::none_of(variables.values.begin(), variables.values.end(), unknown);
}

VariableSources::Values VariableSources::values_of(const Object& object, bool left_is_meant) {
  const bool secret = object.kind() == "Secret";
  const bool hidden = secret || is_encrypted(object);
  Values values;
  for (const auto& [name, value] : object.at("data").members())
    values[std::string(name.text())] =
        hidden ? Node::null(value.place()) : value_of(std::string(value.text()), value.place(), left_is_meant);
  if (!secret) return values;
  for (const auto& [name, value] : object.at("stringData").members())
    values[std::string(name.text())] = Node::null(value.place());
  return values;
}

void VariableSources::learn(const Build& build, bool left_is_meant) {
  for (const Object& object : build.objects) {
    if (!object.is("", "ConfigMap") && !object.is("", "Secret")) continue;
    const Id id = object.id();
    Values values = values_of(object, left_is_meant);
    const auto known = known_.find(id);
    if (known != known_.end() && same_values(known->second, values)) continue;
    stale_ = stale_ || asked_.contains(id);
    known_.insert_or_assign(id, std::move(values));
  }
}

Variables VariableSources::variables_of(const Object& kustomization, bool left_is_meant) {
  Variables variables;
  const Node& post_build = kustomization.at("spec.postBuild");
  variables.always = post_build["substituteStrategy"].text() == "Always";
  for (const Node& from : post_build["substituteFrom"].items()) {
    const Id id{"", std::string(from["kind"].text()), std::string(kustomization.namespace_()), std::string(from["name"].text())};
    asked_.insert(id);
    const auto known = known_.find(id);
    variables.complete = variables.complete && known != known_.end();
    if (known == known_.end()) continue;
    for (const auto& [name, value] : known->second) variables.values.insert_or_assign(name, value);
  }
  for (const auto& [name, value] : post_build["substitute"].members())
    variables.values.insert_or_assign(std::string(name.text()),
                                      value_of(std::string(value.text()), value.place(), left_is_meant));
  return variables;
}

}  // namespace safeops::flux
