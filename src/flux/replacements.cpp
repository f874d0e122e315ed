#include "flux/replacements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/replacement_value.hpp"
#include "flux/repository_path.hpp"
#include "flux/selector.hpp"
#include "flux/structured_text.hpp"
#include "flux/value_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

constexpr std::size_t most_copied = 200'000;  // values, in all replacements of one kustomization

struct Id {
  Type type;
  std::string name;
  std::string name_space;  // as it is written, or as it counted when the name was another
};

std::vector<Id> ids_of(const Resource& resource) {
  std::vector<Id> ids{{resource.type(), std::string(resource.object.name()), std::string(resource.object.namespace_())}};
  for (const Resource::Name& name : resource.previous) ids.push_back({resource.id_of(name).type, name.name, name.namespace_});
  return ids;
}

std::string counting(std::string_view name_space) {
  return name_space.empty() ? "default" : std::string(name_space);
}

bool is_source(const Resource& resource, const Node& source) {
  const Type type{std::string(source["group"].text()), std::string(source["version"].text()), std::string(source["kind"].text())};
  const std::string_view name = source["name"].text();
  const std::string_view name_space = source["namespace"].text();
  const std::vector<Id> ids = ids_of(resource);
  return std::any_of(ids.begin(), ids.end(), [&](const Id& id) {
    return (name.empty() || id.name == name) && (name_space.empty() || counting(id.name_space) == counting(name_space)) &&
           type.covers(id.type);
  });
}

std::size_t count_values(const Node& node) {
  std::size_t count = 1;
  for (const Node& item : node.items()) count += count_values(item);
  for (const auto& member : node.members()) count += count_values(member.second);
  return count;
}

class Replacement {
 public:
  Replacement(ResourceList& list, const Node& replacement, std::size_t& copied)
      : list_(list), replacement_(replacement), copied_(copied) {}

  void run() {
    const Node value = source_value();
    for (const Node& target : replacement_["targets"].items()) apply(target, value);
  }

 private:
  [[noreturn]] void refuse(std::string message) const { throw Refusal{replacement_.place(), std::move(message)}; }

  [[nodiscard]] Node source_value() const {
    const Node& source = replacement_["source"];
    const Node& given = replacement_["sourceValue"];
    if (given.is_missing() == source.is_missing()) refuse("a replacement needs either a `source` or a `sourceValue`");
    if (replacement_["targets"].is_missing()) refuse("a replacement needs `targets`");
    if (given) return Node::scalar(std::string(given.text()), given.place());
    const std::string_view path = source["fieldPath"].text().empty() ? "metadata.name" : source["fieldPath"].text();
    const Node* value = look_up(find_source(source).object.root(), split_value_path(path));
    const bool empty = !value || value->is_null() ||
                       ((value->is_map() || value->is_sequence()) && value->items().empty() && value->members().empty());
    if (empty) throw Refusal{source.place(), fmt::format("the source of a replacement has no `{}`", text::visible(path))};
    return take_part(*value, source["options"]);
  }

  [[nodiscard]] const Resource& find_source(const Node& source) const {
    const Resource* found = nullptr;
    for (const Resource& resource : list_.items()) {
      if (!is_source(resource, source)) continue;
      if (found) throw Refusal{source.place(), "the source of a replacement matches more than one object"};
      found = &resource;
    }
    if (!found) throw Refusal{source.place(), "the source of a replacement matches no object"};
    return *found;
  }

  void apply(const Node& target, const Node& value) {
    if (target["select"].is_missing()) refuse("a target of a replacement needs a `select`");
    if (!list_.may_look_at_all()) refuse("too many replacement targets for so many objects in one build");
    const Selector selector(target["select"]);
    std::vector<Selector> rejected;
    for (const Node& reject : target["reject"].items()) rejected.emplace_back(reject);
    for (Resource& resource : list_.items())
      if (is_target(resource, selector, rejected)) set_all(resource, target, value);
  }

  static bool is_target(const Resource& resource, const Selector& selector, const std::vector<Selector>& rejected) {
    const std::vector<Id> ids = ids_of(resource);
    const auto fits = [&](const Selector& by) {
      return std::any_of(ids.begin(), ids.end(), [&](const Id& id) { return by.fits_id(id.type, id.name, id.name_space); });
    };
    const auto rejects = [&](const Selector& by) {
      return (by.asks_for_metadata() && by.fits_metadata(resource)) || (by.asks_for_id() && fits(by));
    };
    return selector.fits_metadata(resource) && std::none_of(rejected.begin(), rejected.end(), rejects) && fits(selector);
  }

  void set_all(Resource& resource, const Node& target, const Node& value) {
    static const Node name = Node::scalar("metadata.name");
    const auto& paths = target["fieldPaths"].items();
    for (const Node& path : paths) set_at(resource, path, target["options"], value);
    if (paths.empty()) set_at(resource, name, target["options"], value);
    list_.note_id(resource);
  }

  void set_at(Resource& resource, const Node& path, const Node& options, const Node& value) {
    const std::vector<std::string> parts = split_value_path(path.text());
    const MakeValue make = !options["create"].boolean().value_or(false) ? MakeValue::nothing
                           : value.is_map()                             ? MakeValue::map
                           : value.is_sequence()                        ? MakeValue::sequence
                                                                        : MakeValue::scalar;
    Node& root = resource.object.root();
    if (set_in_text(root, parts, make, value)) return;
    const std::vector<Node*> found = match_all(root, parts, make);
    if (found.empty())
      throw Refusal{path.place() ? path.place() : replacement_.place(),
                    fmt::format("a replacement finds no `{}` in {}", text::visible(path.text()), resource.object.id().text())};
    for (Node* field : found) set(*field, options, value);
  }

  // A path may lead on into JSON that stands in a text.
  bool set_in_text(Node& root, const std::vector<std::string>& parts, MakeValue make, const Node& value) {
    for (std::size_t count = 1; count < parts.size(); ++count) {
      Node* held = text_at(root, {parts.begin(), parts.begin() + static_cast<std::ptrdiff_t>(count)});
      auto structured = held ? StructuredText::read(held->text()) : std::nullopt;
      if (!structured) continue;
      const std::vector<std::string> below(parts.begin() + static_cast<std::ptrdiff_t>(count), parts.end());
      const std::vector<Node*> found = match_all(structured->root(), below, make);
      for (Node* field : found) set(*field, {}, value);
      if (!found.empty()) held->set_text(structured->write());
      return !found.empty();
    }
    return false;
  }

  static Node* text_at(Node& root, const std::vector<std::string>& parts) {
    try {
      const Node* found = look_up(std::as_const(root), parts);
      return found && found->is_scalar() ? look_up(root, parts) : nullptr;
    } catch (const Refusal&) {
      return nullptr;
    }
  }

  void set(Node& target, const Node& options, const Node& value) {
    copied_ += count_values(value);
    if (copied_ > most_copied) refuse("replacements copy too much");
    put_value(target, value, options);
  }

  ResourceList& list_;
  const Node& replacement_;
  std::size_t& copied_;
};

std::vector<Node> read_entry(const Node& entry, PatchFiles files, std::vector<Problem>& problems) {
  const Node& path = entry["path"];
  if (path.text().empty()) return {entry};
  if (entry["source"] || !entry["targets"].items().empty())
    throw Refusal{entry.place(), "a replacement with a `path` has nothing else"};
  const auto joined = join_path(files.directory, path.text());
  const text::Source* source = joined ? files.reader.source(*joined) : nullptr;
  if (!source) throw Refusal{path.place(), fmt::format("replacement file `{}` does not exist", text::visible(path.text()))};
  const yaml::File& file = files.reader.yaml(*source);
  if (!file.problems.empty()) throw Refusal{file.problems.front().place, file.problems.front().message};
  if (file.documents.empty()) throw Refusal{path.place(), "a replacement file is empty"};
  const Node& root = file.documents.front().root;
  if (!root.is_map() && !root.is_sequence()) throw Refusal{root.place(), "a replacement file holds no replacements"};
  std::vector<Node> read = root.is_map() ? std::vector<Node>{root} : root.items();
  const Reading reading{.what = "a replacement", .numbers_are_texts = true, .unknown_fields = true};
  for (Node& replacement : read) require_shape(replacement, replacement_entry_shape, reading, problems);
  return read;
}

}  // namespace

void apply_replacements(ResourceList& list, const Node& entries, PatchFiles files, std::vector<Problem>& problems) {
  std::vector<Node> replacements;
  for (const Node& entry : entries.items()) {
    std::vector<Node> read = read_entry(entry, files, problems);
    std::move(read.begin(), read.end(), std::back_inserter(replacements));
  }
  std::size_t copied = 0;
  for (const Node& replacement : replacements) Replacement(list, replacement, copied).run();
}

}  // namespace safeops::flux
