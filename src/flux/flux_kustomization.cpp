#include "flux/flux_kustomization.hpp"

#include <algorithm>

#include "flux/repository_path.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

std::string qualified(std::string_view name_space, std::string_view name) {
  return name_space.empty() ? std::string(name) : std::string(name_space) + '/' + std::string(name);
}

Node text_or(const Node& node, std::string_view otherwise, text::Place place) {
  return node.text().empty() ? Node::scalar(std::string(otherwise), place) : node;
}

}  // namespace

bool is_flux_kustomization(const Object& object) {
  return object.is(kustomize_group, "Kustomization");
}

std::optional<Object> sync_of_instance(const Object& instance) {
  const Node& sync = instance.at("spec.sync");
  if (!sync.is_map()) return {};
  const text::Place place = sync.place();
  const Node name = text_or(sync["name"], instance.namespace_(), instance.place());
  Node root = Node::map(place);
  root.set("apiVersion", Node::scalar(std::string(kustomize_group) + "/v1", place));
  root.set("kind", Node::scalar("Kustomization", place));
  Node& metadata = root.set("metadata", Node::map(place));
  metadata.set("name", name);
  metadata.set("namespace", instance.root()["metadata"]["namespace"]);
  Node& spec = root.set("spec", Node::map(place));
  spec.set("path", text_or(sync["path"], "./", place));
  spec.set("prune", Node::scalar("true", place));
  Node& source = spec.set("sourceRef", Node::map(place));
  source.set("kind", text_or(sync["kind"], "GitRepository", place));
  source.set("name", name);
  return Object(std::move(root));
}

std::string unit_name(const Object& kustomization) {
  return qualified(kustomization.namespace_(), kustomization.name());
}

SourceReference source_of(const Object& kustomization) {
  const Node& source = kustomization.at("spec.sourceRef");
  const std::string_view name_space = source["namespace"].text();
  return {std::string(source["kind"].text()), std::string(name_space.empty() ? kustomization.namespace_() : name_space),
          std::string(source["name"].text())};
}

std::vector<std::string> dependencies_of(const Object& kustomization) {
  std::vector<std::string> names;
  for (const Node& entry : kustomization.at("spec.dependsOn").items()) {
    const std::string_view name_space = entry["namespace"].text();
    names.push_back(qualified(name_space.empty() ? kustomization.namespace_() : name_space, entry["name"].text()));
  }
  return names;
}

std::vector<Id> health_checks_of(const Object& kustomization) {
  std::vector<Id> checks;
  for (const Node& entry : kustomization.at("spec.healthChecks").items()) {
    const std::string_view version = entry["apiVersion"].text();
    const std::size_t slash = version.find('/');
    const std::string_view group = slash == std::string_view::npos ? std::string_view{} : version.substr(0, slash);
    checks.push_back({std::string(group), std::string(entry["kind"].text()), std::string(entry["namespace"].text()),
                      std::string(entry["name"].text())});
  }
  return checks;
}

std::string path_of(const Object& kustomization) {
  std::string_view left = kustomization.at("spec.path").text();
  std::string path;
  while (!left.empty()) {
    const std::string_view part = left.substr(0, left.find('/'));
    left.remove_prefix(std::min(part.size() + 1, left.size()));
    if (part == "..")
      path = parent_directory(path);
    else if (!part.empty() && part != ".")
      path.append(path.empty() ? "" : "/").append(part);
  }
  return path;
}

Node overlay_of(const Object& kustomization) {
  const Node& spec = kustomization.root()["spec"];
  Node overlay = Node::map();
  if (spec["targetNamespace"]) overlay.set("namespace", spec["targetNamespace"]);
  for (const std::string_view field :
       {"namePrefix", "nameSuffix", "components", "ignoreMissingComponents", "patches", "images", "buildMetadata"})
    if (spec[field]) overlay.set(field, spec[field]);
  return overlay;
}

void add_common_metadata(std::vector<Object>& objects, const Node& common) {
  for (Object& object : objects)
    for (const std::string_view field : {"labels", "annotations"}) {
      if (common[field].members().empty()) continue;
      Node* metadata = object.root().find("metadata");
      if (!metadata) metadata = &object.root().set("metadata", Node::map());
      Node* held = metadata->find(field);
      if (!held) held = &metadata->set(field, Node::map(common[field].place()));
      for (const auto& [key, value] : common[field].members()) held->set(key.text(), value, key.place());
    }
}

}  // namespace safeops::flux
