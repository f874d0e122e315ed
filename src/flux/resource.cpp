#include "flux/resource.hpp"

#include <algorithm>
#include <array>
#include <functional>

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

std::size_t hash(const ResourceId& id) {
  std::size_t combined = 0;
  for (const std::string* part : {&id.group, &id.version, &id.kind, &id.namespace_, &id.name})
    combined = combined * 31 + std::hash<std::string>{}(*part);
  return combined;
}

std::string counting_namespace(const Object& object) {
  if (is_cluster_wide(object.group(), object.kind())) return {};
  return object.namespace_().empty() ? "default" : std::string(object.namespace_());
}

}  // namespace

bool is_cluster_wide(std::string_view group, std::string_view kind) {
  return std::any_of(cluster_wide_kinds.begin(), cluster_wide_kinds.end(),
                     [&](const GroupKind& entry) { return entry.kind == kind && entry.group == group; });
}

ResourceId resource_id(const Object& object) {
  const std::string_view group = object.group();
  const std::string_view version = object.api_version();
  return {std::string(group), std::string(group.empty() ? version : version.substr(group.size() + 1)), std::string(object.kind()),
          counting_namespace(object), std::string(object.name())};
}

bool Resource::is_cluster_wide() const {
  return flux::is_cluster_wide(object.group(), object.kind());
}

bool Resource::was(const ResourceId& wanted) const {
  return id() == wanted || std::find(previous.begin(), previous.end(), wanted) != previous.end();
}

void ResourceList::index(const ResourceId& id, std::size_t position) {
  positions_.emplace(hash(id), position);
}

std::vector<std::size_t> ResourceList::candidates(const ResourceId& id) {
  for (; indexed_ < items_.size(); ++indexed_) {
    index(items_[indexed_].id(), indexed_);
    for (const ResourceId& before : items_[indexed_].previous) index(before, indexed_);
  }
  std::vector<std::size_t> found;
  const auto [first, last] = positions_.equal_range(hash(id));
  for (auto entry = first; entry != last; ++entry) found.push_back(entry->second);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Resource* ResourceList::append(Resource&& resource) {
  const ResourceId id = resource.id();
  for (const std::size_t position : candidates(id))
    if (items_[position].id() == id) return &items_[position];
  items_.push_back(std::move(resource));
  return nullptr;
}

std::vector<Resource*> ResourceList::find(const ResourceId& id) {
  std::vector<Resource*> found;
  for (const std::size_t position : candidates(id))
    if (items_[position].was(id)) found.push_back(&items_[position]);
  return found;
}

void ResourceList::note_id(const Resource& item) {
  const auto position = static_cast<std::size_t>(&item - items_.data());
  if (position < indexed_) index(item.id(), position);
}

bool ResourceList::may_look_at_all() {
  constexpr std::size_t most_looks = 1'000'000;
  looks_ += items_.size();
  return looks_ <= most_looks;
}

void ResourceList::forget_ids() {
  positions_.clear();
  indexed_ = 0;
}

}  // namespace safeops::flux
