#include "flux/generators.hpp"

#include <fmt/format.h>

#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

std::string base64(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t byte = 0; byte < 3; ++byte)
      group = group << 8 | (at + byte < bytes.size() ? static_cast<unsigned char>(bytes[at + byte]) : 0U);
    for (std::size_t digit = 0; digit < 4; ++digit)
      out += at + digit > bytes.size() ? '=' : alphabet[(group >> (18 - 6 * digit)) & 63];
  }
  return out;
}

Node string(std::string_view text, text::Place place) {
  return Node::scalar(std::string(text), place, Node::Style::quoted);
}

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() > 1 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

constexpr std::size_t most_bytes = 8 * 1024 * 1024;  // one generated object; the API server takes 1 MiB

struct Pair {
  std::string key;
  std::string value;
  text::Place place;
  bool binary = false;
};

class Generator {
 public:
  Generator(const Node& args, const Node& global, std::string_view directory, TreeReader& reader, std::vector<Problem>& problems)
      : args_(args), global_(global), directory_(directory), reader_(reader), problems_(problems) {}

  Resource run(std::string_view kind) {
    Node root = Node::map(args_.place());
    root.set("apiVersion", string("v1", args_.place()));
    root.set("kind", string(kind, args_.place()));
    root.set("metadata", metadata());
    if (kind == "Secret") root.set("type", args_["type"] ? args_["type"] : string("Opaque", args_.place()));
    fill(root, kind == "Secret");
    if (option("immutable")) root.set("immutable", Node::scalar("true", args_.place()));
    Resource resource{Object(std::move(root))};
    resource.needs_hash = !option("disableNameSuffixHash");
    resource.behavior = behavior();
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

  void fill(Node& root, bool secret) {
    for (const Pair& pair : pairs()) {
      const std::string_view field = pair.binary && !secret ? "binaryData" : "data";
      const bool known = root["data"].find(pair.key) || root["binaryData"].find(pair.key);
      if (known) {
        error(problems_, pair.place, fmt::format("key `{}` is generated twice", text::visible(pair.key)));
        continue;
      }
      const bool encode = pair.binary || secret;
      if (!root.find(field)) root.set(field, Node::map(args_.place()));
      root.find(field)->set(pair.key, string(encode ? base64(pair.value) : pair.value, pair.place), pair.place);
    }
  }

  std::vector<Pair> pairs() {
    std::vector<Pair> pairs;
    for (const Node& entry : args_["envs"].items()) from_env_file(entry, pairs);
    if (args_["env"].is_scalar()) from_env_file(args_["env"], pairs);
    for (const Node& entry : args_["literals"].items()) from_literal(entry, pairs);
    for (const Node& entry : args_["files"].items()) from_file(entry, pairs);
    return pairs;
  }

  void from_literal(const Node& entry, std::vector<Pair>& pairs) {
    const std::string_view text = entry.text();
    const std::size_t equal = text.find('=');
    if (equal == std::string_view::npos || equal == 0) {
      error(problems_, entry.place(), "a literal is not of the form key=value");  // it may be a password: not quoted
      return;
    }
    pairs.push_back({std::string(text.substr(0, equal)), std::string(without_quotes(text.substr(equal + 1))), entry.place()});
  }

  void from_file(const Node& entry, std::vector<Pair>& pairs) {
    const std::string_view text = entry.text();
    const std::size_t equal = text.find('=');
    const std::string_view path = equal == std::string_view::npos ? text : text.substr(equal + 1);
    const std::string_view key = equal == std::string_view::npos ? base_name(path) : text.substr(0, equal);
    const text::Source* source = open(path, entry);
    if (!source || !charge(source->bytes().size(), entry)) return;
    const auto size = static_cast<std::uint32_t>(source->bytes().size());
    const bool binary = source->unreadable() == text::Unreadable::invalid_utf8;
    pairs.push_back({std::string(key), std::string(source->bytes()), {source, {0, size}}, binary});
  }

  void from_env_file(const Node& entry, std::vector<Pair>& pairs) {
    const text::Source* source = open(entry.text(), entry);
    if (!source || !charge(source->bytes().size(), entry)) return;
    for (std::uint32_t number = 1; number <= source->lines().count(); ++number) {
      std::string_view line = source->line(number);
      if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
      const std::size_t first = line.find_first_not_of(" \t");
      if (first == std::string_view::npos || line[first] == '#') continue;
      line.remove_prefix(first);
      const std::size_t equal = line.find('=');
      const std::string_view value = equal == std::string_view::npos ? std::string_view{} : line.substr(equal + 1);
      pairs.push_back({std::string(line.substr(0, equal)), std::string(value), text::line_place(*source, number)});
    }
  }

  bool charge(std::size_t bytes, const Node& entry) {
    const bool had_room = bytes_ <= most_bytes;
    bytes_ += bytes;
    if (bytes_ <= most_bytes) return true;
    if (had_room) error(problems_, entry.place(), fmt::format("the files of a generator hold more than {} bytes", most_bytes));
    return false;
  }

  const text::Source* open(std::string_view path, const Node& entry) {
    const auto joined = join_path(directory_, path);
    const text::Source* source = joined ? reader_.source(*joined) : nullptr;
    if (!source) {
      error(problems_, entry.place(), fmt::format("generator file `{}` does not exist", text::visible(path)));
      return nullptr;
    }
    if (source->unreadable() != text::Unreadable::too_large) return source;
    error(problems_, entry.place(), fmt::format("generator file `{}` is too large to read", text::visible(path)));
    return nullptr;
  }

  const Node& args_;
  const Node& global_;
  std::string_view directory_;
  TreeReader& reader_;
  std::vector<Problem>& problems_;
  std::size_t bytes_ = 0;
};

void copy_missing(Node& into, const Node& from) {
  for (const auto& [key, value] : from.members())
    if (!into.find(key.text())) into.set(key.text(), value, key.place());
}

void inherit_map(Node& root, const Node& from, std::string_view field) {
  if (!from[field].is_map()) return;
  if (!root.find(field)) root.set(field, Node::map());
  copy_missing(*root.find(field), from[field]);
}

// The generated object takes the place, the name and the labels of the one it is merged into.
void absorb(Resource& held, Resource generated) {
  Node& root = generated.object.root();
  const Node& old = held.object.root();
  Node* metadata = root.find("metadata");
  for (const std::string_view field : {"name", "namespace"})
    if (old["metadata"][field]) metadata->set(field, old["metadata"][field]);
  for (const std::string_view field : {"labels", "annotations"}) inherit_map(*metadata, old["metadata"], field);
  if (generated.behavior == Behavior::merge)
    for (const std::string_view field : {"data", "binaryData"}) inherit_map(root, old, field);
  held.object = std::move(generated.object);
  held.needs_hash = generated.needs_hash;
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

void run_generators(ResourceList& list, const Node& kustomization, std::string_view directory, TreeReader& reader,
                    std::vector<Problem>& problems) {
  const Node& global = kustomization["generatorOptions"];
  for (const Node& args : kustomization["configMapGenerator"].items())
    add(list, Generator(args, global, directory, reader, problems).run("ConfigMap"), problems);
  for (const Node& args : kustomization["secretGenerator"].items())
    add(list, Generator(args, global, directory, reader, problems).run("Secret"), problems);
}

}  // namespace safeops::flux
