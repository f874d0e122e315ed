#include "flux/field_path.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

void set_default_subjects(yaml::Node& root, const yaml::Node& value) {
  yaml::Node* subjects = root.find("subjects");
  if (!subjects) return;
  for (yaml::Node& subject : subjects->items())
    if (subject["name"].text() == "default") subject.set("namespace", value, value.place());
}

void set_one(Object& object, const yaml::Node& value) {
  yaml::Node& root = object.root();
  const auto assign = [&](yaml::Node& node) { node = value; };
  const std::string_view kind = object.kind();
  if (object.api_version() == "v1" && kind == "Namespace") visit_field(root, "metadata/name", true, assign);
  if (object.is("apiregistration.k8s.io", "APIService")) visit_field(root, "spec/service/namespace", true, assign);
  if (object.is("apiextensions.k8s.io", "CustomResourceDefinition"))
    visit_field(root, "spec/conversion/webhook/clientConfig/service/namespace", false, assign);
  if (kind == "RoleBinding" || kind == "ClusterRoleBinding") set_default_subjects(root, value);
  if (!is_cluster_wide(object.group(), kind)) visit_field(root, "metadata/namespace", true, assign);
}

}  // namespace

void set_namespace(ResourceList& list, const yaml::Node& value) {
  if (value.text().empty()) return;
  for (Resource& resource : list.items()) {
    resource.remember_id();
    set_one(resource.object, value);
  }
  list.forget_ids();
}

}  // namespace safeops::flux
