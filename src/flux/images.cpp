#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "flux/anchored_regex.hpp"
#include "flux/field_path.hpp"
#include "flux/problems.hpp"
#include "flux/refusal.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

using Update = std::function<void(yaml::Node&)>;

void visit_image_of(yaml::Node& item, const Update& update) {
  if (item.is_null()) return;
  if (!item.is_map()) throw Refusal{item.place(), "a container is no map"};
  if (yaml::Node* image = item.find("image")) update(*image);
}

bool lists_containers(const yaml::Node& key) {
  return key.text() == "containers" || key.text() == "initContainers";
}

bool holds_containers(const yaml::Node& node) {
  return std::any_of(node.items().begin(), node.items().end(), holds_containers) ||
         std::any_of(node.members().begin(), node.members().end(), [](const yaml::Node::Member& member) {
           return lists_containers(member.first) || holds_containers(member.second);
         });
}

// kustomize takes every list of that name for one of containers, however deep and in whatever kind.
void visit_container_images(yaml::Node& node, const Update& update) {
  if (!holds_containers(node)) return;  // what is only looked at stays shared
  for (yaml::Node& item : node.items()) visit_container_images(item, update);
  for (auto& [key, value] : node.members()) {
    visit_container_images(value, update);
    if (!lists_containers(key)) continue;
    for (yaml::Node& item : value.items()) visit_image_of(item, update);
  }
}

struct ImageReference {
  std::string name;
  std::string tag;
  std::string digest;
};

// A registry's port comes before the first slash and is no tag.
ImageReference split(std::string_view image) {
  const std::size_t slash = image.find('/');
  const std::size_t from = slash == std::string_view::npos ? 0 : slash;
  const std::size_t at = image.find('@', from);
  std::size_t colon = image.find(':', from);
  if (colon > at) colon = std::string_view::npos;
  ImageReference result;
  result.name = image.substr(0, std::min(colon, at));
  if (at != std::string_view::npos) result.digest = image.substr(at + 1);
  if (colon != std::string_view::npos) result.tag = image.substr(colon + 1, at == std::string_view::npos ? at : at - colon - 1);
  return result;
}

std::string join(const ImageReference& reference) {
  std::string image = reference.name;
  if (!reference.tag.empty()) image += ':' + reference.tag;
  if (!reference.digest.empty()) image += '@' + reference.digest;
  return image;
}

// The place is that of what was set last of the image's name, tag and digest.
yaml::Node renamed(const yaml::Node& image, const yaml::Node& entry) {
  ImageReference reference = split(image.text());
  text::Place place = image.place();
  const yaml::Node& name = entry["newName"];
  const yaml::Node& tag = entry["newTag"];
  const yaml::Node& digest = entry["digest"];
  if (!name.text().empty()) {
    reference.name = name.text();
    place = name.place();
  }
  if (!tag.text().empty() || !digest.text().empty()) {
    reference.tag = tag.text();
    reference.digest = digest.text();
    place = tag.text().empty() ? digest.place() : tag.place();
  } else if (const yaml::Node& suffix = entry["tagSuffix"]; !suffix.text().empty()) {
    reference.tag += suffix.text();
    reference.digest.clear();
    place = suffix.place();
  }
  return yaml::Node::scalar(join(reference), place, image.style());
}

AnchoredRegex compile(const yaml::Node& name) {
  const auto pattern =
      AnchoredRegex::compile(fmt::format("(?:{})(:[a-zA-Z0-9_.{{}}-]*)?(@sha256:[a-zA-Z0-9_.{{}}-]*)?", name.text()));
  if (!pattern) throw Refusal{name.place(), fmt::format("image name `{}` is no valid pattern", text::visible(name.text()))};
  return *pattern;
}

}  // namespace

void set_image(ResourceList& list, const yaml::Node& entry, const FieldSpecs& fields, std::vector<Problem>& problems) {
  const yaml::Node& name = entry["name"];
  const AnchoredRegex pattern = compile(name);
  if (name.text().find("${") != std::string_view::npos)
    note(problems, name.place(),
         fmt::format("image name `{}` matches nothing: kustomize reads it as a regular expression, in which `$` is the end",
                     text::visible(name.text())));
  const Update update = [&](yaml::Node& image) {
    if (image.is_map() || image.is_sequence()) throw Refusal{image.place(), "an image is no plain value"};
    if (image.is_scalar() && pattern.matches(image.text())) image = renamed(image, entry);
  };
  for (Resource& resource : list.items()) {
    if (resource.object.kind() == "CustomResourceDefinition") continue;
    visit_container_images(resource.object.root(), update);
    const Type type = resource.type();
    for (const FieldSpec& field : fields)
      if (field.type.covers(type)) visit_field(resource.object.root(), field, Creates::nothing, update);
  }
}

}  // namespace safeops::flux
