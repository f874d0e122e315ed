#include "flux/resource.hpp"

#include <algorithm>
#include <array>

namespace safeops::flux {
namespace {

struct GroupKind {
  std::string_view group;
  std::string_view kind;
};

constexpr std::array cluster_wide_kinds{GroupKind{"", "ComponentStatus"},
                                        GroupKind{"", "Namespace"},
                                        GroupKind{"", "Node"},
                                        GroupKind{"", "PersistentVolume"},
                                        GroupKind{"admissionregistration.k8s.io", "MutatingWebhookConfiguration"},
                                        GroupKind{"admissionregistration.k8s.io", "ValidatingAdmissionPolicy"},
                                        GroupKind{"admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"},
                                        GroupKind{"admissionregistration.k8s.io", "ValidatingWebhookConfiguration"},
                                        GroupKind{"apiextensions.k8s.io", "CustomResourceDefinition"},
                                        GroupKind{"apiregistration.k8s.io", "APIService"},
                                        GroupKind{"certificates.k8s.io", "CertificateSigningRequest"},
                                        GroupKind{"flowcontrol.apiserver.k8s.io", "FlowSchema"},
                                        GroupKind{"flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"},
                                        GroupKind{"networking.k8s.io", "IngressClass"},
                                        GroupKind{"node.k8s.io", "RuntimeClass"},
                                        GroupKind{"policy", "PodSecurityPolicy"},
                                        GroupKind{"rbac.authorization.k8s.io", "ClusterRole"},
                                        GroupKind{"rbac.authorization.k8s.io", "ClusterRoleBinding"},
                                        GroupKind{"scheduling.k8s.io", "PriorityClass"},
                                        GroupKind{"storage.k8s.io", "CSIDriver"},
                                        GroupKind{"storage.k8s.io", "CSINode"},
                                        GroupKind{"storage.k8s.io", "StorageClass"},
                                        GroupKind{"storage.k8s.io", "VolumeAttachment"}};

std::string counting_namespace(const Object& object) {
  if (is_cluster_wide(object.group(), object.kind())) return {};
  return object.namespace_().empty() ? "default" : std::string(object.namespace_());
}

}  // namespace

bool is_cluster_wide(std::string_view group, std::string_view kind) {
  return std::any_of(cluster_wide_kinds.begin(), cluster_wide_kinds.end(),
                     [&](const GroupKind& entry) { return entry.kind == kind && entry.group == group; });
}

bool Resource::is_cluster_wide() const {
  return flux::is_cluster_wide(object.group(), object.kind());
}

ResourceId Resource::id() const {
  const std::string_view group = object.group();
  const std::string_view version = object.api_version();
  return {std::string(group), std::string(group.empty() ? version : version.substr(group.size() + 1)), std::string(object.kind()),
          counting_namespace(object), std::string(object.name())};
}

bool Resource::was(const ResourceId& wanted) const {
  return id() == wanted || std::find(previous.begin(), previous.end(), wanted) != previous.end();
}

Resource* ResourceList::append(Resource resource) {
  if (ids_.size() != items_.size()) {
    ids_.clear();
    for (const Resource& item : items_) ids_.insert(item.id());
  }
  const ResourceId id = resource.id();
  if (!ids_.insert(id).second) {
    const auto held = std::find_if(items_.begin(), items_.end(), [&](const Resource& item) { return item.id() == id; });
    return &*held;
  }
  items_.push_back(std::move(resource));
  return nullptr;
}

std::vector<Resource*> ResourceList::find(const ResourceId& id) {
  std::vector<Resource*> found;
  for (Resource& item : items_)
    if (item.was(id)) found.push_back(&item);
  return found;
}

}  // namespace safeops::flux
