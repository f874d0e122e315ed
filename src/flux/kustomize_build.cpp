#include "flux/kustomize_build.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/generated_kustomization.hpp"
#include "flux/generators.hpp"
#include "flux/patches.hpp"
#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

std::size_t count_nodes(const yaml::Node& node) {
  std::size_t count = 1;
  for (const yaml::Node& item : node.items()) count += count_nodes(item);
  for (const auto& member : node.members()) count += count_nodes(member.second);
  return count;
}

bool is_old_boolean(const yaml::Node& node) {
  if (!node.boolean()) return false;
  const char first = static_cast<char>(node.text().front() | 0x20);
  return first != 't' && first != 'f';
}

bool holds_old_boolean(const yaml::Node& node) {
  return is_old_boolean(node) || std::any_of(node.items().begin(), node.items().end(), holds_old_boolean) ||
         std::any_of(node.members().begin(), node.members().end(),
                     [](const yaml::Node::Member& member) { return holds_old_boolean(member.second); });
}

// kustomize reads YAML 1.2, in which only `true` and `false` are booleans, and hands `yes` on as a text.
void quote_old_booleans(yaml::Node& node) {
  if (!holds_old_boolean(node)) return;  // what is not changed stays shared
  if (node.is_scalar()) {
    node = yaml::Node::scalar(std::string(node.text()), node.place(), yaml::Node::Style::quoted);
    return;
  }
  for (yaml::Node& item : node.items()) quote_old_booleans(item);
  for (auto& member : node.members()) quote_old_booleans(member.second);
}

std::vector<Object> objects_of(ResourceList& list) {
  std::vector<Object> objects;
  objects.reserve(list.items().size());
  for (Resource& resource : list.items()) objects.push_back(std::move(resource.object));
  return objects;
}

}  // namespace

std::vector<Object> KustomizeBuild::run(std::string_view directory) {
  const auto file = load_kustomization(directory, reader_, problems_);
  if (file) return run(*file, true);
  error(problems_, {}, fmt::format("directory `{}` has no kustomization file", text::visible(directory)));
  return {};
}

std::vector<Object> KustomizeBuild::run(const KustomizationFile& file, bool sort_unless_told) {
  ResourceList list;
  open_.push_back(file.directory);
  accumulate(file, list);
  add_hashes(list);
  fix_references(list);
  drop_local(list);
  const yaml::Node& options = file.root["sortOptions"];
  if (options ? options["order"].text() != "fifo" : sort_unless_told) sort_as_legacy(list);
  return objects_of(list);
}

std::vector<Object> KustomizeBuild::run_plain(std::string_view directory) {
  ResourceList list;
  for (const git::Entry& entry : reader_.children(directory))
    if (entry.is_file() && is_yaml_name(entry.path)) accumulate_file(entry.path, yaml::Node{}, list);
  return objects_of(list);
}

void KustomizeBuild::accumulate(const KustomizationFile& file, ResourceList& list) {
  for (const yaml::Node& entry : file.root["resources"].items()) accumulate_resource(file, entry, list);
  if (exhausted_) return;
  run_generators(list, file.root, file.directory, reader_, problems_);
  for (const yaml::Node& entry : file.root["components"].items()) accumulate_component(file, entry, list);
  if (!exhausted_) transform(file, list);
}

void KustomizeBuild::transform(const KustomizationFile& file, ResourceList& list) {
  const yaml::Node& root = file.root;
  const PatchContext context{file.directory, reader_, problems_};
  apply_patches_strategic_merge(list, root["patchesStrategicMerge"], context);
  apply_patches(list, root["patches"], context);
  set_namespace(list, root["namespace"]);
  add_prefix(list, root["namePrefix"]);
  add_suffix(list, root["nameSuffix"]);
  add_labels(list, root["labels"], problems_);
  add_common_labels(list, root["commonLabels"]);
  add_common_annotations(list, root["commonAnnotations"]);
  apply_patches_json6902(list, root["patchesJson6902"], context);
  set_replicas(list, root["replicas"], problems_);
  set_images(list, root["images"], problems_);
}

void KustomizeBuild::accumulate_resource(const KustomizationFile& file, const yaml::Node& entry, ResourceList& list) {
  const std::string name = text::visible(entry.text());
  if (is_remote(entry.text())) {
    note(problems_, entry.place(), fmt::format("remote resource `{}` is only known in the cluster", name));
    return;
  }
  const auto path = join_path(file.directory, entry.text());
  if (!path || entry.text().empty()) {
    error(problems_, entry.place(), fmt::format("resource `{}` is outside of the repository", name));
    return;
  }
  switch (reader_.kind(*path)) {
    case Inputs::Entry::Kind::file:
      accumulate_file(*path, entry, list);
      break;
    case Inputs::Entry::Kind::directory:
      accumulate_directory(*path, entry, list);
      break;
    case Inputs::Entry::Kind::absent:
      error(problems_, entry.place(), fmt::format("resource `{}` does not exist", name));
      break;
    case Inputs::Entry::Kind::other:
      error(problems_, entry.place(), fmt::format("resource `{}` is a symbolic link or submodule, which is not followed", name));
      break;
  }
}

void KustomizeBuild::accumulate_directory(const std::string& directory, const yaml::Node& entry, ResourceList& list) {
  if (!enter(directory, entry.place())) return;
  const auto file = load_kustomization(directory, reader_, problems_);
  if (!file) {
    error(problems_, entry.place(), fmt::format("directory `{}` has no kustomization file", text::visible(directory)));
  } else if (file->is_component()) {
    error(problems_, entry.place(), fmt::format("`{}` is a Component: list it under `components`", text::visible(directory)));
  } else {
    ResourceList inner;
    accumulate(*file, inner);
    for (Resource& resource : inner.items()) append(list, std::move(resource));
  }
  open_.pop_back();
}

void KustomizeBuild::accumulate_component(const KustomizationFile& file, const yaml::Node& entry, ResourceList& list) {
  const std::string name = text::visible(entry.text());
  if (is_remote(entry.text())) {
    note(problems_, entry.place(), fmt::format("remote component `{}` is only known in the cluster", name));
    return;
  }
  const auto path = join_path(file.directory, entry.text());
  if (!path || reader_.kind(*path) != Inputs::Entry::Kind::directory) {
    error(problems_, entry.place(), fmt::format("component `{}` does not exist", name));
    return;
  }
  if (!enter(*path, entry.place())) return;
  const auto component = load_kustomization(*path, reader_, problems_);
  if (!component || !component->is_component())
    error(problems_, entry.place(), fmt::format("component `{}` has no kustomization of kind Component", name));
  else
    accumulate(*component, list);
  open_.pop_back();
}

void KustomizeBuild::accumulate_file(const std::string& path, const yaml::Node& entry, ResourceList& list) {
  const text::Source* source = reader_.source(path);
  if (!source) return;
  const text::Place place = entry.place() ? entry.place() : text::line_place(*source, 1);
  if (!source->readable()) {
    error(problems_, place, fmt::format("resource `{}` cannot be read as text", text::visible(path)));
    return;
  }
  const yaml::File& file = reader_.yaml(*source);
  for (const yaml::Problem& problem : file.problems) error(problems_, problem.place, problem.message);
  for (Object& object : objects_in(file)) {
    if (!charge(object, place)) return;
    quote_old_booleans(object.root());
    if (object.name().empty())
      error(problems_, object.place(), fmt::format("{} has no metadata.name", text::visible(object.kind())));
    else
      append(list, Resource(std::move(object)));
  }
}

void KustomizeBuild::append(ResourceList& list, Resource&& resource) {
  const Resource* held = list.append(std::move(resource));
  if (!held) return;
  const text::Place first = held->object.place();
  // append() took nothing.  NOLINTNEXTLINE(bugprone-use-after-move)
  error(problems_, resource.object.place(),
        fmt::format("{} is given twice (first in {} on line {})", resource.object.id().text(), text::visible(first.path()),
                    first.start().line));
}

bool KustomizeBuild::enter(const std::string& directory, text::Place place) {
  if (std::find(open_.begin(), open_.end(), directory) != open_.end()) {
    error(problems_, place, fmt::format("`{}` uses itself", text::visible(directory)));
    return false;
  }
  ++directories_;
  if (exhausted_ || open_.size() >= limits_.depth || directories_ > limits_.directories) {
    if (!exhausted_)
      error(problems_, place, fmt::format("too many kustomizations use each other at `{}`", text::visible(directory)));
    exhausted_ = exhausted_ || directories_ > limits_.directories;
    return false;
  }
  open_.push_back(directory);
  return true;
}

bool KustomizeBuild::charge(const Object& object, text::Place place) {
  if (exhausted_) return false;
  nodes_ += count_nodes(object.root());
  if (++objects_ <= limits_.objects && nodes_ <= limits_.nodes) return true;
  error(problems_, place, fmt::format("more than {} objects, or {} values, in one build", limits_.objects, limits_.nodes));
  exhausted_ = true;
  return false;
}

}  // namespace safeops::flux
