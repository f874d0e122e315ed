#include <functional>

#include "flux/field_path.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

bool keeps_its_name(const Type& type) {
  return type.kind == "CustomResourceDefinition" || type.kind == "Namespace" ||
         (type.group == "apiregistration.k8s.io" && type.kind == "APIService");
}

using Rename = std::function<std::string(std::string_view)>;

void rename(Resource& resource, const FieldSpecs& fields, const Rename& renamed, const std::function<void()>& remember) {
  const Type original = resource.original_id().type;
  if (keeps_its_name(original)) return;
  for (const FieldSpec& field : fields) {
    if (!field.type.covers(original)) continue;
    if (field.path == "metadata/name") {
      remember();
      resource.remember_id();
    }
    if (!field.type.covers(resource.type())) continue;
    visit_field(resource.object.root(), field, Creates::scalar, [&](yaml::Node& name) {
      if (name.is_scalar()) name.set_text(renamed(name.text()));
    });
  }
}

}  // namespace

void add_prefix(ResourceList& list, const yaml::Node& value, const FieldSpecs& fields) {
  const std::string prefix(value.text());
  const Rename renamed = [&](std::string_view name) { return prefix + std::string(name); };
  for (Resource& resource : list.items()) rename(resource, fields, renamed, [&] { resource.prefixes.push_back(prefix); });
  list.forget_ids();
}

void add_suffix(ResourceList& list, const yaml::Node& value, const FieldSpecs& fields) {
  const std::string suffix(value.text());
  const Rename renamed = [&](std::string_view name) { return std::string(name) + suffix; };
  for (Resource& resource : list.items()) rename(resource, fields, renamed, [&] { resource.suffixes.push_back(suffix); });
  list.forget_ids();
}

}  // namespace safeops::flux
