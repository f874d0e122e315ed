#include "flux/patches.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/json_patch.hpp"
#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "flux/selector.hpp"
#include "flux/strategic_merge.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

// The documents of a patch, and where the patch is called for.
struct Patch {
  std::vector<Node> documents;
  text::Place place;
};

// What a patch must not change in the object it is for.
struct Named {
  explicit Named(const Resource& resource)
      : id(resource.id()),
        api_version(resource.object.root()["apiVersion"]),
        kind(resource.object.root()["kind"]),
        name(resource.object.root()["metadata"]["name"]),
        name_space(resource.object.root()["metadata"]["namespace"]) {}

  ResourceId id;
  Node api_version;
  Node kind;
  Node name;
  Node name_space;
};

// A node of an inline patch was parsed on its own, from a text that does not outlive the patch: let it point at the line of the
// file it is written in, or nowhere.
void relocate(Node& node, const Node& block) {
  const text::Source* inner = node.place().source;
  if (inner && block.place()) {
    const text::Source& outer = *block.place().source;
    const bool is_block = block.style() == Node::Style::literal || block.style() == Node::Style::folded;
    const std::uint32_t first = outer.lines().line_of(block.place().span.begin) + (is_block ? 1 : 0);
    const text::Position at = node.place().start();
    text::Place place = text::line_place(outer, first + at.line - 1);
    const std::string_view text = node.text();
    const std::size_t found =
        text.empty() ? std::string_view::npos : outer.text().substr(0, place.span.end).find(text, place.span.begin);
    if (found != std::string_view::npos)
      place.span = {static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(found + text.size())};
    node.set_place(place);
  } else {
    node.set_place({});
  }
  for (Node& item : node.items()) relocate(item, block);
  for (auto& member : node.members()) {
    relocate(member.first, block);
    relocate(member.second, block);
  }
}

class PatchRunner {
 public:
  PatchRunner(ResourceList& list, PatchContext context) : list_(list), context_(context) {}

  void run(const Node& entry) {
    const auto patch = load(entry["patch"], entry["path"]);
    if (!patch) return;
    const bool is_json = !patch->documents.empty() && patch->documents.front().is_sequence();
    if (is_json)
      apply_json(*patch, entry["target"]);
    else if (entry["target"].is_map())
      apply_to_targets(*patch, entry);
    else
      for (const Node& document : patch->documents) apply_by_name(document, entry["options"]);
  }

  // An entry that is a path or, for old kustomizations, the patch itself.
  void run_strategic(const Node& entry) {
    const bool is_inline = entry.text().find('\n') != std::string_view::npos;
    const auto patch = is_inline ? load(entry, Node{}) : load(Node{}, entry);
    if (!patch) return;
    for (const Node& document : patch->documents) apply_by_name(document, Node{});
  }

 private:
  std::optional<Patch> load(const Node& text, const Node& path) {
    if (!text.text().empty()) return parse_inline(text);
    if (path.text().empty()) {
      error(context_.problems, text ? text.place() : path.place(), "a patch has neither `patch` nor `path`");
      return {};
    }
    const auto joined = join_path(context_.directory, path.text());
    const text::Source* source = joined ? context_.reader.source(*joined) : nullptr;
    if (!source) {
      error(context_.problems, path.place(), fmt::format("patch file `{}` does not exist", text::visible(path.text())));
      return {};
    }
    return from_file(context_.reader.yaml(*source), path.place(), nullptr);
  }

  std::optional<Patch> parse_inline(const Node& text) {
    const std::string_view bytes = text.text();
    const text::Source source(std::string(text.place().path()), {}, git::Mode::regular, std::string(bytes), bytes.size());
    return from_file(yaml::parse(source), text.place(), &text);
  }

  std::optional<Patch> from_file(const yaml::File& file, text::Place place, const Node* block) {
    for (const yaml::Problem& problem : file.problems) {
      if (problem.kind == yaml::Problem::Kind::duplicate_key) continue;
      error(context_.problems, block ? place : problem.place, fmt::format("patch: {}", problem.message));
      return {};
    }
    Patch patch{{}, place};
    for (const yaml::Document& document : file.documents) {
      if (!document.root || document.root.is_null()) continue;
      patch.documents.push_back(document.root);
      if (block) relocate(patch.documents.back(), *block);
    }
    return patch;
  }

  void apply_json(const Patch& patch, const Node& target) {
    if (!target.is_map()) {
      error(context_.problems, patch.place, "a JSON patch needs a `target`");
      return;
    }
    const std::vector<Resource*> selected = select(list_, target, context_.problems);
    if (selected.empty()) report_no_match(target);
    for (Resource* resource : selected) {
      resource->remember_id();
      if (auto fault = apply_json_patch(resource->object.root(), patch.documents.front()))
        error(context_.problems, fault->place, fmt::format("{}: {}", resource->object.id().text(), fault->message));
      list_.note_id(*resource);
    }
  }

  void apply_to_targets(const Patch& patch, const Node& entry) {
    if (patch.documents.size() > 1) {
      error(context_.problems, patch.place, "a strategic merge patch with a `target` holds more than one document");
      return;
    }
    std::vector<Resource*> selected = select(list_, entry["target"], context_.problems);
    if (selected.empty()) report_no_match(entry["target"]);
    if (patch.documents.empty()) return;
    std::vector<const Resource*> deleted;
    for (Resource* resource : selected)
      if (!merge(*resource, patch.documents.front(), entry["options"])) deleted.push_back(resource);
    drop(deleted);
  }

  void apply_by_name(const Node& document, const Node& options) {
    const Resource named{Object(document)};
    const std::vector<Resource*> found = list_.find(named.id());
    if (found.size() != 1) {
      error(
          context_.problems, named.object.place(),
          fmt::format("patch for {} matches {}", named.object.id().text(), found.empty() ? "no object" : "more than one object"));
      return;
    }
    if (!merge(*found.front(), document, options)) drop({found.front()});
  }

  // A patch names its object; only with the options it may rename it.
  bool merge(Resource& resource, const Node& patch, const Node& options) {
    const Named before(resource);
    if (!apply_strategic_merge(resource.object, patch)) return false;
    const bool may_rename = options["allowNameChange"].boolean().value_or(false);
    const bool may_retype = options["allowKindChange"].boolean().value_or(false);
    if (may_rename || may_retype) resource.previous.push_back(before.id);
    Node& merged = resource.object.root();
    if (!may_retype && before.kind) merged.set("kind", before.kind);
    if (!may_retype && before.api_version) merged.set("apiVersion", before.api_version);
    keep_name(merged, before, may_rename);
    list_.note_id(resource);
    return true;
  }

  static void keep_name(Node& merged, const Named& before, bool may_rename) {
    Node* metadata = merged.find("metadata");
    if (!metadata) metadata = &merged.set("metadata", Node::map());
    if (!may_rename && before.name) metadata->set("name", before.name);
    if (before.name_space)
      metadata->set("namespace", before.name_space);
    else
      metadata->erase("namespace");
  }

  void drop(const std::vector<const Resource*>& deleted) {
    if (deleted.empty()) return;
    std::vector<Resource> kept;
    for (Resource& resource : list_.items())
      if (std::find(deleted.begin(), deleted.end(), &resource) == deleted.end()) kept.push_back(std::move(resource));
    list_.items() = std::move(kept);
    list_.forget_ids();
  }

  void report_no_match(const Node& target) {
    std::string wanted;
    for (const std::string_view field : {"group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector"})
      if (!target[field].text().empty())
        wanted += fmt::format("{}{} {}", wanted.empty() ? "" : ", ", field, text::visible(target[field].text()));
    note(context_.problems, target.place(), fmt::format("patch target ({}) matches no object", wanted));
  }

  ResourceList& list_;
  PatchContext context_;
};

}  // namespace

void apply_patches(ResourceList& list, const Node& entries, PatchContext context) {
  for (const Node& entry : entries.items()) PatchRunner(list, context).run(entry);
}

void apply_patches_strategic_merge(ResourceList& list, const Node& entries, PatchContext context) {
  for (const Node& entry : entries.items()) PatchRunner(list, context).run_strategic(entry);
}

void apply_patches_json6902(ResourceList& list, const Node& entries, PatchContext context) {
  for (const Node& entry : entries.items()) PatchRunner(list, context).run(entry);
}

}  // namespace safeops::flux
