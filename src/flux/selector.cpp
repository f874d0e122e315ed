#include "flux/selector.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "flux/refusal.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

bool is_literal(std::string_view pattern) {
  return std::all_of(pattern.begin(), pattern.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool any_of_fields(const yaml::Node& target, std::initializer_list<std::string_view> fields) {
  return std::any_of(fields.begin(), fields.end(), [&](std::string_view field) { return !target[field].text().empty(); });
}

}  // namespace

Pattern::Pattern(const yaml::Node& field) : text_(field.text()) {
  if (is_literal(text_)) return;
  regex_ = AnchoredRegex::compile(text_);
  if (!regex_) throw Refusal{field.place(), fmt::format("`{}` is no valid pattern", text::visible(text_))};
}

bool Pattern::fits(std::string_view text) const {
  if (text_.empty()) return true;
  return regex_ ? regex_->matches(text) : text == text_;
}

Selector::Selector(const yaml::Node& target)
    : group_(target["group"]),
      version_(target["version"]),
      kind_(target["kind"]),
      name_(target["name"]),
      namespace_(target["namespace"]),
      labels_(target["labelSelector"]),
      annotations_(target["annotationSelector"]),
      asks_for_id_(any_of_fields(target, {"group", "version", "kind", "name", "namespace"})),
      asks_for_metadata_(any_of_fields(target, {"labelSelector", "annotationSelector"})) {}

bool Selector::fits_type(const Type& type) const {
  return kind_.fits(type.kind) && group_.fits(type.group) && version_.fits(type.version);
}

bool Selector::fits_id(const Type& type, std::string_view name, std::string_view name_space) const {
  return fits_type(type) && name_.fits(name) && namespace_.fits(name_space);
}

bool Selector::fits_metadata(const Resource& resource) const {
  if (!asks_for_metadata_) return true;
  const yaml::Node& metadata = resource.object.root()["metadata"];
  return labels_.fits(metadata["labels"]) && annotations_.fits(metadata["annotations"]);
}

bool Selector::selects(const Resource& resource) const {
  if (!kind_.fits(resource.object.kind()) || !fits_type(resource.type())) return false;
  const ResourceId now = resource.id();
  const ResourceId original = resource.original_id();
  return (name_.fits(now.name) || name_.fits(original.name)) &&
         (namespace_.fits(now.namespace_) || namespace_.fits(original.namespace_)) && fits_metadata(resource);
}

std::vector<Resource*> select(ResourceList& list, const yaml::Node& target) {
  if (!list.may_look_at_all()) throw Refusal{target.place(), "too many patch targets for so many objects in one build"};
  const Selector selector(target);
  std::vector<Resource*> selected;
  for (Resource& resource : list.items())
    if (selector.selects(resource)) selected.push_back(&resource);
  return selected;
}

}  // namespace safeops::flux
