#include <fmt/format.h>

#include <array>
#include <functional>

#include "flux/anchored_regex.hpp"
#include "flux/field_path.hpp"
#include "flux/problems.hpp"
#include "flux/transformers.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

constexpr std::array<std::string_view, 2> volume_fields{"spec/volumes[]/image/reference",
                                                        "spec/template/spec/volumes[]/image/reference"};

// kustomize takes every list of that name for one of containers, however deep and in whatever kind.
void visit_container_images(yaml::Node& node, const std::function<void(yaml::Node&)>& visit) {
  for (yaml::Node& item : node.items()) visit_container_images(item, visit);
  for (auto& [key, value] : node.members()) {
    const bool containers = key.text() == "containers" || key.text() == "initContainers";
    if (containers && value.is_sequence())
      visit_field(value, "image", false, visit);
    else
      visit_container_images(value, visit);
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
  return yaml::Node::scalar(join(reference), place, yaml::Node::Style::quoted);
}

void set_image(ResourceList& list, const yaml::Node& entry, std::vector<Problem>& problems) {
  const std::string_view name = entry["name"].text();
  const auto pattern = AnchoredRegex::compile(fmt::format("(?:{})(:[a-zA-Z0-9_.{{}}-]*)?(@sha256:[a-zA-Z0-9_.{{}}-]*)?", name));
  if (!pattern) {
    error(problems, entry["name"].place(), fmt::format("image name `{}` is no valid pattern", text::visible(name)));
    return;
  }
  if (name.find("${") != std::string_view::npos)
    note(problems, entry["name"].place(),
         fmt::format("image name `{}` matches nothing: kustomize reads it as a regular expression, in which `$` is the end",
                     text::visible(name)));
  for (Resource& resource : list.items()) {
    if (resource.object.kind() == "CustomResourceDefinition") continue;
    const auto update = [&](yaml::Node& image) {
      if (image.is_scalar() && pattern->matches(image.text())) image = renamed(image, entry);
    };
    visit_container_images(resource.object.root(), update);
    for (const std::string_view path : volume_fields) visit_field(resource.object.root(), path, false, update);
  }
}

}  // namespace

void set_images(ResourceList& list, const yaml::Node& entries, std::vector<Problem>& problems) {
  for (const yaml::Node& entry : entries.items()) set_image(list, entry, problems);
}

}  // namespace safeops::flux
