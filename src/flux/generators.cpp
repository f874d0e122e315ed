#include "flux/generators.hpp"

#include <fmt/format.h>

#include "flux/generator_sources.hpp"
#include "flux/problems.hpp"
#include "text/base64.hpp"
#include "text/escape.hpp"
#include "text/utf8.hpp"

namespace safeops::flux {
namespace {

// As kustomize writes it: in lines of 70 characters when it is longer than one, each with its end.
std::string base64_lines(std::string_view bytes) {
  constexpr std::size_t line_length = 70;
  const std::string encoded = text::encode_base64(bytes);
  if (encoded.size() < line_length) return encoded;
  std::string lines;
  for (std::size_t at = 0; at < encoded.size(); at += line_length) lines += encoded.substr(at, line_length) + '\n';
  return lines;
}

using yaml::Node;

Node string(std::string_view text, text::Place place) {
  return Node::scalar(std::string(text), place, Node::Style::quoted);
}

// kustomize writes the keys bare, and reads them again as YAML 1.2.
bool is_text(const std::string& key) {
  const Node bare = Node::scalar(key);
  return yaml::resolve(bare) == yaml::Resolved::string || (bare.boolean() && (key[0] | 0x20) != 't' && (key[0] | 0x20) != 'f');
}

class Generator {
 public:
  Generator(const Node& args, const Node& global, std::vector<Problem>& problems)
      : args_(args), global_(global), problems_(problems) {}

  Resource run(std::string_view kind, const std::vector<Pair>& pairs) {
    Node root = Node::map(args_.place());
    root.set("apiVersion", string("v1", args_.place()));
    root.set("kind", string(kind, args_.place()));
    root.set("metadata", metadata());
    const bool secret = kind == "Secret";
    if (secret) {
      root.set("type", args_["type"].text().empty() ? string("Opaque", args_.place()) : args_["type"]);
      root.set("data", Node::map(args_.place()));
    }
    for (const Pair& pair : pairs) add(root, pair, secret);
    if (option("immutable")) root.set("immutable", Node::scalar("true", args_.place()));
    Resource resource{Object(std::move(root))};
    resource.generated = true;
    resource.needs_hash = !option("disableNameSuffixHash");
    resource.behavior = behavior();
    resource.entrance = {args_.place().source, identity(kind)};
    return resource;
  }

 private:
  [[nodiscard]] bool option(std::string_view name) const {
    return args_["options"][name].boolean().value_or(false) || global_[name].boolean().value_or(false);
  }

  [[nodiscard]] Behavior behavior() const {
    const std::string_view text = args_["behavior"].text();
    return text == "merge" ? Behavior::merge : text == "replace" ? Behavior::replace : Behavior::create;
  }

  // Of the generator. One with a configuration of its own has a name.
  [[nodiscard]] Node identity(std::string_view kind) const {
    Node identity = Node::map(args_.place());
    identity.set("apiVersion", Node::scalar("builtin", args_.place()));
    identity.set("kind", Node::scalar(std::string(kind) + "Generator", args_.place()));
    for (const std::string_view field : {"name", "namespace"})
      if (args_["metadata"][field]) identity.set(field, args_["metadata"][field]);
    return identity;
  }

  Node metadata() {
    Node metadata = Node::map(args_.place());
    if (args_["name"].text().empty()) error(problems_, args_.place(), "a generated ConfigMap or Secret has no name");
    metadata.set("name", string(args_["name"].text(), args_["name"].place()));
    if (!args_["namespace"].text().empty()) metadata.set("namespace", args_["namespace"]);
    for (const std::string_view field : {"labels", "annotations"}) copy_pairs(metadata, field);
    return metadata;
  }

  void copy_pairs(Node& metadata, std::string_view field) {
    Node pairs = Node::map(args_.place());
    for (const Node* from : {&global_[field], &args_["options"][field]})
      for (const auto& [key, value] : from->members()) pairs.set(key.text(), string(value.text(), value.place()), key.place());
    if (!pairs.members().empty()) metadata.set(field, std::move(pairs));
  }

  void add(Node& root, const Pair& pair, bool secret) {
    if (root["data"].find(pair.key) || root["binaryData"].find(pair.key)) {
      error(problems_, pair.place, fmt::format("key `{}` is generated twice", text::visible(pair.key)));
      return;
    }
    if (!is_text(pair.key)) {
      error(problems_, pair.place, fmt::format("key `{}` looks like a number, which kustomize cannot print as a key", pair.key));
      return;
    }
    const bool binary = text::first_invalid_utf8(pair.value) != pair.value.size();
    const std::string_view field = binary && !secret ? "binaryData" : "data";
    if (!root.find(field)) root.set(field, Node::map(args_.place()));
    const std::string value = binary || secret ? base64_lines(pair.value) : pair.value;
    root.find(field)->set(pair.key, string(value, pair.place), pair.place);
  }

  const Node& args_;
  const Node& global_;
  std::vector<Problem>& problems_;
};

// The pairs of both maps, as texts; the newer ones win.
void inherit_texts(Node& root, const Node& from, std::string_view field) {
  Node all = Node::map();
  for (const Node* map : {&from[field], &std::as_const(root)[field]})
    for (const auto& [key, value] : map->members()) all.set(key.text(), string(value.text(), value.place()), key.place());
  if (all.members().empty())
    root.erase(field);
  else
    root.set(field, std::move(all));
}

// The generated object takes the place, the name and the labels of the one it is merged into.
void absorb(Resource& held, Resource generated) {
  Node& root = generated.object.root();
  const Node& old = held.object.root();
  Node* metadata = root.find("metadata");
  metadata->set("name", old["metadata"]["name"]);
  metadata->erase("namespace");
  if (!held.object.namespace_().empty()) metadata->set("namespace", old["metadata"]["namespace"]);
  for (const std::string_view field : {"labels", "annotations"}) inherit_texts(*metadata, old["metadata"], field);
  if (generated.behavior == Behavior::merge)
    for (const std::string_view field : {"data", "binaryData"}) inherit_texts(root, old, field);
  if (generated.behavior == Behavior::replace) held.entrance = std::move(generated.entrance);
  held.object = std::move(generated.object);
  held.needs_hash = held.needs_hash && generated.needs_hash;
}

void add(ResourceList& list, Resource generated, std::vector<Problem>& problems) {
  const std::vector<Resource*> found = list.find(generated.id());
  const std::string name = generated.object.id().text();
  const text::Place place = generated.object.place();
  if (generated.behavior == Behavior::create) {
    if (!found.empty() || list.append(std::move(generated)))
      error(problems, place, fmt::format("{} exists already; its generator needs `behavior: merge` or `replace`", name));
  } else if (found.size() != 1) {
    error(problems, place,
          fmt::format("{} cannot be merged or replaced: {} of that name", name, found.empty() ? "none" : "several"));
  } else {
    absorb(*found.front(), std::move(generated));
  }
}

}  // namespace

void generate(ResourceList& list, std::string_view kind, const Node& args, std::string_view directory, TreeReader& reader,
              std::vector<Problem>& problems, const Node& options) {
  add(list, Generator(args, options, problems).run(kind, read_sources(args, directory, reader, problems)), problems);
}

void run_generators(ResourceList& list, const Node& kustomization, std::string_view directory, TreeReader& reader,
                    std::vector<Problem>& problems) {
  const Node& options = kustomization["generatorOptions"];
  for (const Node& args : kustomization["configMapGenerator"].items())
    generate(list, "ConfigMap", args, directory, reader, problems, options);
  for (const Node& args : kustomization["secretGenerator"].items())
    generate(list, "Secret", args, directory, reader, problems, options);
}

}  // namespace safeops::flux
