#include <filesystem>

#include "flux/problems.hpp"
#include "flux/transformers.hpp"
#include "yaml/node.hpp"

namespace safeops::flux {

namespace {

using yaml::Node;

constexpr std::string_view origin_annotation = "config.kubernetes.io/origin";
constexpr std::string_view transformations_annotation = "alpha.config.kubernetes.io/transformations";

// As kustomize prints it into the annotation.
std::string origin_of(const Entrance& entrance, std::string_view directory) {
  const std::string path = std::filesystem::path(entrance.file->path()).lexically_relative(directory.empty() ? "." : directory);
  Node origin = Node::map();
  if (!entrance.generator) {
    origin.set("path", Node::scalar(path));
  } else {
    origin.set("configuredIn", Node::scalar(path));
    origin.set("configuredBy", entrance.generator);
  }
  return yaml::emit(origin);
}

void add_origins(ResourceList& list, std::string_view directory, text::Place place) {
  for (Resource& resource : list.items()) {
    Node* metadata = resource.object.root().find("metadata");
    if (!resource.entrance.file || !metadata) continue;
    if (!(*metadata)["annotations"].is_map()) metadata->set("annotations", Node::map(place));
    metadata->find("annotations")->set(origin_annotation, Node::scalar(origin_of(resource.entrance, directory), place));
  }
}

}  // namespace

void drop_build_metadata(ResourceList& list) {
  for (Resource& resource : list.items()) {
    Node* metadata = resource.object.root().find("metadata");
    Node* annotations = metadata ? metadata->find("annotations") : nullptr;
    if (!annotations || !annotations->is_map()) continue;
    const std::size_t before = annotations->members().size();
    for (const std::string_view key : {origin_annotation, transformations_annotation}) annotations->erase(key);
    if (before > 0 && annotations->members().empty()) metadata->erase("annotations");
  }
}

void add_build_metadata(ResourceList& list, const Node& option, std::string_view directory, std::vector<Problem>& problems) {
  if (option.text() == "originAnnotations") return add_origins(list, directory, option.place());
  if (option.text() != "managedByLabel") return note(problems, option.place(), "transformations in annotations are not rendered");
  Node pairs = Node::map(option.place());
  pairs.set("app.kubernetes.io/managed-by", Node::scalar("kustomize-v5.8.1", option.place()));
  add_pairs(list, pairs, {FieldSpec({}, "metadata/labels", true)});
}

}  // namespace safeops::flux
