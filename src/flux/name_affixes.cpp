#include "flux/field_path.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

bool keeps_its_name(const Object& object) {
  return object.kind() == "CustomResourceDefinition" || object.kind() == "Namespace" ||
         object.is("apiregistration.k8s.io", "APIService");
}

void rename(ResourceList& list, std::string_view prefix, std::string_view suffix) {
  for (Resource& resource : list.items()) {
    yaml::Node* metadata = resource.object.root().find("metadata");
    yaml::Node* name = metadata ? metadata->find("name") : nullptr;
    if (!name || keeps_its_name(resource.object)) continue;
    resource.remember_id();
    resource.affixes.push_back(std::string(prefix) + '*' + std::string(suffix));
    name->set_text(std::string(prefix) + std::string(name->text()) + std::string(suffix));
  }
  list.forget_ids();
}

}  // namespace

void add_prefix(ResourceList& list, const yaml::Node& value) {
  if (!value.text().empty()) rename(list, value.text(), {});
}

void add_suffix(ResourceList& list, const yaml::Node& value) {
  if (!value.text().empty()) rename(list, {}, value.text());
}

}  // namespace safeops::flux
