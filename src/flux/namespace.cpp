#include <fmt/format.h>

#include "flux/field_path.hpp"
#include "flux/refusal.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

bool is_role_binding(std::string_view kind) {
  return kind == "RoleBinding" || kind == "ClusterRoleBinding";
}

// Always a text, written as the value before it was.
void assign(yaml::Node& node, const yaml::Node& value) {
  if (node.is_map() || node.is_sequence()) throw Refusal{node.place(), "a namespace is no plain value"};
  node = yaml::Node::scalar(std::string(value.text()), value.place(), yaml::Node::Style::quoted);
}

void set_default_subjects(yaml::Node& root, const yaml::Node& value) {
  yaml::Node* subjects = root.find("subjects");
  if (!subjects || subjects->is_null()) return;
  if (!subjects->is_sequence()) throw Refusal{subjects->place(), "`subjects` is no list"};
  for (yaml::Node& subject : subjects->items()) {
    if (subject.is_scalar() || subject.is_sequence()) throw Refusal{subject.place(), "a subject is no map"};
    if (subject["name"].text() == "default") subject.set("namespace", value, value.place());
  }
}

// Whether the configured field is left to the rules below: metadata.namespace is set by what the object is, and a name is a
// namespace only in core objects.
bool has_own_rule(const FieldSpec& field, const Object& object) {
  if (field.path == "metadata/namespace") return true;
  if (field.path == "metadata/name" && object.api_version() != "v1") return true;
  return is_role_binding(object.kind()) && is_role_binding(field.type.kind) && field.path == "subjects/namespace";
}

void set_one(Resource& resource, const yaml::Node& value, const FieldSpecs& fields) {
  static const FieldSpec metadata({}, "metadata/namespace", true);
  Object& object = resource.object;
  const auto set = [&](yaml::Node& node) { assign(node, value); };
  if (!resource.is_cluster_wide()) visit_field(object.root(), metadata, Creates::scalar, set);
  if (is_role_binding(object.kind())) set_default_subjects(object.root(), value);
  const Type type = resource.type();
  for (const FieldSpec& field : fields)
    if (field.type.covers(type) && !has_own_rule(field, object)) visit_field(object.root(), field, Creates::scalar, set);
}

}  // namespace

void set_namespace(ResourceList& list, const yaml::Node& value, const FieldSpecs& fields) {
  for (Resource& resource : list.items()) {
    resource.remember_id();
    set_one(resource, value, fields);
  }
  list.forget_ids();
  list.require_different_ids(value.place(), fmt::format("the namespace `{}`", value.text()));
}

}  // namespace safeops::flux
