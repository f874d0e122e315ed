#include "flux/kustomize_build.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/builtin_plugins.hpp"
#include "flux/generated_kustomization.hpp"
#include "flux/generators.hpp"
#include "flux/printed_object.hpp"
#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/repository_path.hpp"
#include "flux/resource_file.hpp"
#include "flux/transformation.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

// Whether the second directory is the first, or holds it.
bool is_within(std::string_view directory, std::string_view other) {
  return other.empty() || directory == other || (directory.starts_with(other) && directory[other.size()] == '/');
}

}  // namespace

std::vector<Object> KustomizeBuild::run(std::string_view directory) {
  const auto file = load_kustomization(directory, reader_, problems_);
  if (file) return run(*file, true);
  error(problems_, {}, fmt::format("directory `{}` has no kustomization file", text::visible(directory)));
  return {};
}

std::vector<Object> KustomizeBuild::run(const KustomizationFile& file, bool sort_unless_told) {
  Accumulator gathered;
  open_.push_back(file.directory);
  accumulate(file, gathered);
  return finish(file, gathered, sort_unless_told);
}

// Names are final only here: references and variables follow them.
std::vector<Object> KustomizeBuild::finish(const KustomizationFile& file, Accumulator& gathered, bool sort_unless_told) {
  ResourceList& list = gathered.list;
  attempt(problems_, file.place, [&] {
    add_hashes(list);
    fix_references(list, gathered.config->name_references);
    gathered.variables.resolve(list, gathered.config->variable_references);
    drop_local(list);
    const yaml::Node& order = file.root["sortOptions"];
    if (order || sort_unless_told) sort(list, order);
    drop_build_metadata(list);
    for (const yaml::Node& option : file.root["buildMetadata"].items())
      add_build_metadata(list, option, file.directory, problems_);
  });
  return print(list);
}

std::vector<Object> KustomizeBuild::print(ResourceList& list) {
  std::vector<Object> objects;
  objects.reserve(list.items().size());
  for (Resource& resource : list.items()) {
    attempt(problems_, resource.object.place(), [&] { print_object(resource.object.root()); });
    objects.push_back(std::move(resource.object));
  }
  return objects;
}

std::vector<Object> KustomizeBuild::run_plain(std::string_view directory) {
  ResourceList list;
  for (const git::Entry& entry : reader_.children(directory))
    if (entry.is_file() && is_yaml_name(entry.path)) accumulate_file(entry.path, yaml::Node{}, list);
  return print(list);
}

void KustomizeBuild::accumulate(const KustomizationFile& file, Accumulator& gathered) {
  if (file.is_empty()) error(problems_, file.place, "the kustomization file is empty");
  for (const yaml::Node& entry : file.root["resources"].items()) accumulate_resource(file, entry, gathered);
  configure(file, gathered);
  if (exhausted_) return;
  run_generators(gathered.list, file.root, file.directory, reader_, problems_);
  run_plugins(file, "generators", gathered.list, run_generator);
  for (const yaml::Node& entry : file.root["components"].items()) accumulate_component(file, entry, gathered);
  if (exhausted_) return;
  transform(file, gathered, reader_, problems_);
  run_plugins(file, "transformers", gathered.list, run_transformer);
  attempt(problems_, file.place, [&] { gathered.variables.add(file.root["vars"], gathered.list); });
}

// The fields that transformers change: those of the bases, kustomize's own, and what this kustomization says of custom kinds.
void KustomizeBuild::configure(const KustomizationFile& file, Accumulator& gathered) {
  SharedConfig own = default_config();
  attempt(problems_, file.place, [&] {
    for (const yaml::Node& path : file.root["configurations"].items()) own = merge(own, read_config(load(file, path)));
    gathered.config = merge(gathered.config, own);
    for (const yaml::Node& path : file.root["crds"].items())
      gathered.config = merge(gathered.config, read_definitions(load(file, path)));
  });
  if (!gathered.config) gathered.config = default_config();
}

// Their configurations are objects like any others: written out, which come first, in files, or in directories with
// kustomizations of their own.
void KustomizeBuild::run_plugins(const KustomizationFile& file, std::string_view field, ResourceList& list, Plugin plugin) {
  const auto& entries = file.root[field].items();
  const auto is_inline = [](const yaml::Node& entry) { return entry.text().find('\n') != std::string_view::npos; };
  Accumulator configurations;
  for (const yaml::Node& entry : entries) {
    if (!is_inline(entry)) continue;
    attempt(problems_, entry.place(), [&] {
      for (Object& object : read_inline_patch(entry, Blanks::kept).merges)
        append(configurations.list, Resource(std::move(object)));
    });
  }
  for (const yaml::Node& entry : entries)
    if (!is_inline(entry)) accumulate_resource(file, entry, configurations);
  const PatchFiles files{file.directory, reader_};
  for (const Resource& configuration : configurations.list.items())
    attempt(problems_, configuration.object.place(), [&] { plugin(configuration.object, list, files, problems_); });
}

// The first document of a file the kustomization names.
yaml::Node KustomizeBuild::load(const KustomizationFile& file, const yaml::Node& path) {
  const auto joined = join_path(file.directory, path.text());
  const text::Source* source = joined ? reader_.source(*joined) : nullptr;
  if (!source) throw Refusal{path.place(), fmt::format("file `{}` does not exist", text::visible(path.text()))};
  const yaml::File& parsed = reader_.yaml(*source);
  if (!parsed.problems.empty()) throw Refusal{parsed.problems.front().place, parsed.problems.front().message};
  return parsed.documents.empty() ? yaml::Node{} : parsed.documents.front().root;
}

void KustomizeBuild::accumulate_resource(const KustomizationFile& file, const yaml::Node& entry, Accumulator& gathered) {
  const std::string name = text::visible(entry.text());
  if (is_remote(entry.text())) {
    note(problems_, entry.place(), fmt::format("remote resource `{}` is only known in the cluster", name));
    gathered.list.note_missing();
    return;
  }
  const auto path = join_path(file.directory, entry.text());
  if (!path || entry.text().empty()) {
    error(problems_, entry.place(), fmt::format("resource `{}` is outside of the repository", name));
    return;
  }
  switch (reader_.kind(*path)) {
    case Inputs::Entry::Kind::file:
      accumulate_file(*path, entry, gathered.list);
      break;
    case Inputs::Entry::Kind::directory:
      accumulate_directory(*path, entry, gathered);
      break;
    case Inputs::Entry::Kind::absent:
      error(problems_, entry.place(), fmt::format("resource `{}` does not exist", name));
      break;
    case Inputs::Entry::Kind::other:
      error(problems_, entry.place(), fmt::format("resource `{}` is a symbolic link or submodule, which is not followed", name));
      break;
  }
}

void KustomizeBuild::accumulate_directory(const std::string& directory, const yaml::Node& entry, Accumulator& gathered) {
  if (!enter(directory, entry.place())) return;
  const std::shared_ptr<const Base> base = base_at(directory);
  open_.pop_back();
  switch (base->kind) {
    case Base::Kind::none:
      error(problems_, entry.place(), fmt::format("directory `{}` has no kustomization file", text::visible(directory)));
      break;
    case Base::Kind::component:
      error(problems_, entry.place(), fmt::format("`{}` is a Component: list it under `components`", text::visible(directory)));
      break;
    case Base::Kind::kustomization:
      break;
  }
  take_over(*base, entry.place(), gathered);
}

// The directory has just been entered.
std::shared_ptr<const Base> KustomizeBuild::base_at(const std::string& directory) {
  if (const auto known = bases_.find(directory); known && !closes_circle(*known)) return known;
  auto base = std::make_shared<Base>();
  TreeReader reader = reader_.fresh();
  KustomizeBuild build(reader, base->problems, bases_, limits_);
  build.open_ = open_;
  build.used_ = used_;
  if (const auto file = load_kustomization(directory, reader, base->problems)) {
    base->kind = file->is_component() ? Base::Kind::component : Base::Kind::kustomization;
    if (!file->is_component()) build.accumulate(*file, base->gathered);
  }
  base->inputs = reader.inputs();
  base->directories = std::move(build.entered_);
  base->objects = build.used_.objects - used_.objects;
  base->nodes = build.used_.nodes - used_.nodes;
  base->exhausted = build.exhausted_;
  if (!base->exhausted && !holds_error(base->problems)) bases_.add(directory, base);
  return base;
}

bool KustomizeBuild::closes_circle(const Base& base) const {
  return std::any_of(base.directories.begin(), base.directories.end(), [&](const std::string& directory) {
    return std::any_of(open_.begin(), open_.end(), [&](const std::string& user) { return is_within(user, directory); });
  });
}

void KustomizeBuild::take_over(const Base& base, text::Place place, Accumulator& gathered) {
  reader_.take_in(base.inputs);
  problems_.insert(problems_.end(), base.problems.begin(), base.problems.end());
  entered_.insert(entered_.end(), base.directories.begin(), base.directories.end());
  used_.directories += base.directories.size();
  exhausted_ = exhausted_ || base.exhausted;
  if (base.kind != Base::Kind::kustomization || !charge(base.objects, base.nodes, place)) return;
  for (const Resource& resource : base.gathered.list.items()) append(gathered.list, Resource(resource));
  if (base.gathered.list.misses_some()) gathered.list.note_missing();
  attempt(problems_, place, [&] {
    gathered.config = merge(gathered.config, base.gathered.config);
    gathered.variables.merge(base.gathered.variables);
  });
}

void KustomizeBuild::accumulate_component(const KustomizationFile& file, const yaml::Node& entry, Accumulator& gathered) {
  const std::string name = text::visible(entry.text());
  if (is_remote(entry.text())) {
    note(problems_, entry.place(), fmt::format("remote component `{}` is only known in the cluster", name));
    gathered.list.note_missing();
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
    accumulate(*component, gathered);
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
  const ResourceFiles::Content& content = reader_.resources(*source);
  problems_.insert(problems_.end(), content.problems.begin(), content.problems.end());
  if (!charge(content.objects.size(), content.nodes, place)) return;
  for (const Object& object : content.objects) {
    Resource resource(object);
    resource.entrance.file = source;
    append(list, std::move(resource));
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
  for (const std::string& user : open_) {
    if (!is_within(user, directory)) continue;
    const std::string relation = user == directory ? "" : fmt::format(" by way of `{}`, which is in it", text::visible(user));
    error(problems_, place, fmt::format("`{}` uses itself{}", text::visible(directory), relation));
    return false;
  }
  ++used_.directories;
  if (exhausted_ || open_.size() >= limits_.depth || used_.directories > limits_.directories) {
    if (!exhausted_)
      error(problems_, place, fmt::format("too many kustomizations use each other at `{}`", text::visible(directory)));
    exhausted_ = exhausted_ || used_.directories > limits_.directories;
    return false;
  }
  open_.push_back(directory);
  entered_.push_back(directory);
  return true;
}

bool KustomizeBuild::charge(std::size_t objects, std::size_t nodes, text::Place place) {
  if (exhausted_) return false;
  used_.objects += objects;
  used_.nodes += nodes;
  if (used_.objects <= limits_.objects && used_.nodes <= limits_.nodes) return true;
  error(problems_, place, fmt::format("more than {} objects, or {} values, in one build", limits_.objects, limits_.nodes));
  exhausted_ = true;
  return false;
}

}  // namespace safeops::flux
