#include "flux/patches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "flux/json_patch.hpp"
#include "flux/printed_object.hpp"
#include "flux/printed_scalar.hpp"
#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/selector.hpp"
#include "flux/strategic_merge.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using yaml::Node;

struct Options {
  bool may_rename = false;
  bool may_retype = false;
};

Options options_of(const Node& options) {
  return {options["allowNameChange"].boolean().value_or(false), options["allowKindChange"].boolean().value_or(false)};
}

bool takes_away(const Node& node) {
  const std::string_view directive = node["$patch"].text();
  return node.is_null() || directive == "delete" || directive == "replace";
}

// What kustomize remembers of an object stands in its annotations.
bool makes_forget(const Node& patch) {
  const Node& metadata = patch["metadata"];
  return takes_away(metadata) || takes_away(metadata["annotations"]);
}

// A patch with a target has its labels and annotations read and written once more, which makes texts of all their values, null
// too.
void write_texts(Node& patch, std::string_view field) {
  Node* metadata = patch.find("metadata");
  Node* pairs = metadata ? metadata->find(field) : nullptr;
  if (!pairs) return;
  if (pairs->members().empty()) {
    metadata->erase(field);
    return;
  }
  for (auto& member : pairs->members()) {
    Node& value = member.second;
    const bool written = value.is_null() && value.place().span.begin < value.place().span.end;
    value = Node::scalar(written ? "null" : std::string(value.text()), value.place(), Node::Style::quoted);
  }
}

// What a patch must not change in the object it is for.
struct Named {
  explicit Named(const Object& object)
      : kind(object.root()["kind"]),
        name(object.root()["metadata"]["name"]),
        name_space(object.root()["metadata"]["namespace"]) {}

  void restore(Node& root, Options options) const {
    if (!options.may_retype) root.set("kind", kind);
    Node* metadata = root.find("metadata");
    if (!metadata) metadata = &root.set("metadata", Node::map());
    if (!options.may_rename) metadata->set("name", name);
    if (name_space.text().empty())
      metadata->erase("namespace");
    else
      metadata->set("namespace", name_space);
  }

  Node kind;
  Node name;
  Node name_space;
};

// False when the patch deletes the object.
bool merge(ResourceList& list, Resource& resource, const Node& patch, Options options) {
  const Named before(resource.object);
  if (options.may_rename || options.may_retype) resource.remember_id();
  if (!apply_strategic_merge(resource.object, patch, list.work())) return false;
  if (makes_forget(patch)) resource.forget();
  before.restore(resource.object.root(), options);
  list.note_id(resource);
  return true;
}

void drop(ResourceList& list, const std::set<const Resource*>& deleted) {
  if (deleted.empty()) return;
  std::vector<Resource> kept;
  for (Resource& resource : list.items())
    if (!deleted.contains(&resource)) kept.push_back(std::move(resource));
  list.items() = std::move(kept);
  list.forget_ids();
}

// Null, with a note, where a remote resource may hold the object.
Resource* find_one(ResourceList& list, const Object& patch, std::vector<Problem>& problems) {
  const std::vector<Resource*> found = list.find(Resource(patch).id());
  if (found.size() == 1) return found.front();
  if (found.empty() && list.misses_some()) {
    note(problems, patch.place(),
         fmt::format("{} is patched, and is not among the objects that are known here", patch.id().text()));
    return nullptr;
  }
  throw Refusal{patch.place(),
                fmt::format("patch for {} matches {}", patch.id().text(), found.empty() ? "no object" : "more than one object")};
}

void note_no_match(const Node& target, std::vector<Problem>& problems) {
  std::string wanted;
  for (const std::string_view field : {"group", "version", "kind", "name", "namespace", "labelSelector", "annotationSelector"})
    if (!target[field].text().empty())
      wanted += fmt::format("{}{} {}", wanted.empty() ? "" : ", ", field, text::visible(target[field].text()));
  note(problems, target.place(), fmt::format("patch target ({}) matches no object", wanted));
}

std::vector<Resource*> select_or_note(ResourceList& list, const Node& target, std::vector<Problem>& problems) {
  std::vector<Resource*> selected = select(list, target);
  if (selected.empty()) note_no_match(target, problems);
  return selected;
}

void merge_into(ResourceList& list, const std::vector<Resource*>& selected, Object patch, Options options) {
  for (const std::string_view field : {"labels", "annotations"}) write_texts(patch.root(), field);
  std::set<const Resource*> deleted;
  for (Resource* resource : selected) {
    Node copy = patch.root();
    copy.set("apiVersion", resource->object.root()["apiVersion"]);
    if (!merge(list, *resource, copy, options)) deleted.insert(resource);
  }
  drop(list, deleted);
  if (options.may_rename || options.may_retype) list.require_different_ids(patch.place(), "a patch");
}

void merge_by_name(ResourceList& list, const std::vector<Object>& patches, Options options, std::vector<Problem>& problems) {
  for (const Object& patch : patches) {
    Resource* resource = find_one(list, patch, problems);
    if (resource && !merge(list, *resource, patch.root(), options)) drop(list, {resource});
  }
}

void patch_numbers(Node& node) {
  for (Node& item : node.items()) patch_numbers(item);
  for (auto& member : node.members()) patch_numbers(member.second);
  const yaml::Resolved type = yaml::resolve(node);
  if (type == yaml::Resolved::integer || type == yaml::Resolved::floating) node.set_text(patched_number(node.text()));
}

// What kustomize remembers of an object is there in its annotations for JSON patches too.
void apply_operations(ResourceList& list, Resource& resource, const Node& operations) {
  Node& root = resource.object.root();
  print_values(root);
  Node* metadata = root.find("metadata");
  if (resource.is_remembered() && metadata && !(*metadata)["annotations"].is_map()) metadata->set("annotations", Node::map());
  if (const auto fault = apply_json_patch(root, operations))
    throw Refusal{fault->place, fmt::format("{}: {}", resource.object.id().text(), fault->message)};
  if (!root.is_map()) throw Refusal{operations.place(), "a patch leaves no object"};
  patch_numbers(root);
  list.note_id(resource);
}

void require_operations(const Node& operations) {
  for (const Node& operation : operations.items())
    if (!operation.is_map()) throw Refusal{operation.place(), "an operation of a JSON patch is no map"};
}

}  // namespace

void apply_patch(ResourceList& list, const Node& entry, PatchFiles files, std::vector<Problem>& problems) {
  const Node& text = entry["patch"];
  const Node& path = entry["path"];
  const Node& target = entry["target"];
  const bool is_inline = text.text().find_first_not_of(" \t\r\n\v\f") != std::string_view::npos;
  if (is_inline != path.text().empty()) throw Refusal{entry.place(), "a patch has either a `patch` or a `path`"};
  const Patch patch = is_inline ? read_inline_patch(text, Blanks::trimmed) : read_patch_file(path, files);
  if (patch.operations) {
    if (!target) throw Refusal{patch.place, "a JSON patch needs a `target`"};
    require_operations(*patch.operations);
    for (Resource* resource : select_or_note(list, target, problems)) {
      resource->remember_id();
      apply_operations(list, *resource, *patch.operations);
    }
  } else if (!target) {
    merge_by_name(list, patch.merges, options_of(entry["options"]), problems);
  } else if (patch.merges.size() > 1) {
    throw Refusal{patch.place, "a strategic merge patch with a `target` holds more than one object"};
  } else if (!patch.merges.empty()) {
    merge_into(list, select_or_note(list, target, problems), patch.merges.front(), options_of(entry["options"]));
  }
}

void apply_strategic_merge_patches(ResourceList& list, const Node& entries, PatchFiles files, std::vector<Problem>& problems) {
  std::vector<Object> patches;
  for (const Node& entry : entries.items()) {
    const bool is_inline = entry.text().find('\n') != std::string_view::npos || entry.text().find(": ") != std::string_view::npos;
    Patch patch = is_inline ? read_inline_patch(entry, Blanks::kept) : read_patch_file(entry, files);
    if (patch.operations) throw Refusal{patch.place, "a strategic merge patch is no object"};
    std::move(patch.merges.begin(), patch.merges.end(), std::back_inserter(patches));
  }
  if (patches.empty() && !entries.items().empty()) throw Refusal{entries.place(), "the strategic merge patches hold nothing"};
  for (const Object& patch : patches)
    if (Resource* resource = find_one(list, patch, problems)) merge_into(list, {resource}, patch, {});
}

void apply_json6902_patch(ResourceList& list, const Node& entry, PatchFiles files, std::vector<Problem>& problems) {
  const Node& target = entry["target"];
  if (target["name"].text().empty()) throw Refusal{entry.place(), "a JSON patch needs a `target` with a name"};
  if (entry["path"].text().empty() != !entry["patch"].text().empty())
    throw Refusal{entry.place(), "a JSON patch has either a `patch` or a `path`"};
  const Patch patch =
      entry["path"].text().empty() ? read_inline_patch(entry["patch"], Blanks::kept) : read_patch_file(entry["path"], files);
  if (!patch.operations || patch.operations->items().empty()) throw Refusal{patch.place, "a JSON patch holds no operations"};
  require_operations(*patch.operations);
  for (Resource* resource : select_or_note(list, target, problems)) apply_operations(list, *resource, *patch.operations);
}

}  // namespace safeops::flux
