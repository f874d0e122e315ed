#include <algorithm>
#include <array>

#include "flux/resource.hpp"

namespace safeops::flux {
namespace {

struct Kind {
  std::string_view group;
  std::string_view kind;
  bool v1;
  bool v1beta1;
};

constexpr std::array cluster_wide_kinds{Kind{"", "ComponentStatus", true, false},
                                        Kind{"", "Namespace", true, false},
                                        Kind{"", "Node", true, false},
                                        Kind{"", "PersistentVolume", true, false},
                                        Kind{"admissionregistration.k8s.io", "MutatingWebhookConfiguration", true, true},
                                        Kind{"admissionregistration.k8s.io", "ValidatingWebhookConfiguration", true, true},
                                        Kind{"apiextensions.k8s.io", "CustomResourceDefinition", true, true},
                                        Kind{"apiregistration.k8s.io", "APIService", true, true},
                                        Kind{"certificates.k8s.io", "CertificateSigningRequest", true, true},
                                        Kind{"flowcontrol.apiserver.k8s.io", "FlowSchema", false, true},
                                        Kind{"flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration", false, true},
                                        Kind{"networking.k8s.io", "IngressClass", true, true},
                                        Kind{"node.k8s.io", "RuntimeClass", true, true},
                                        Kind{"policy", "PodSecurityPolicy", false, true},
                                        Kind{"rbac.authorization.k8s.io", "ClusterRole", true, true},
                                        Kind{"rbac.authorization.k8s.io", "ClusterRoleBinding", true, true},
                                        Kind{"scheduling.k8s.io", "PriorityClass", true, true},
                                        Kind{"storage.k8s.io", "CSIDriver", true, true},
                                        Kind{"storage.k8s.io", "CSINode", true, true},
                                        Kind{"storage.k8s.io", "StorageClass", true, true},
                                        Kind{"storage.k8s.io", "VolumeAttachment", true, true}};

}  // namespace

bool is_cluster_wide(std::string_view api_version, std::string_view kind) {
  const auto known = std::find_if(cluster_wide_kinds.begin(), cluster_wide_kinds.end(), [&](const Kind& entry) {
    const bool in_group =
        entry.group.empty() ? api_version.find('/') == std::string_view::npos : api_version.starts_with(entry.group);
    return entry.kind == kind && in_group;
  });
  if (known == cluster_wide_kinds.end()) return false;
  if (!known->group.empty()) {
    if (api_version.substr(known->group.size()).substr(0, 1) != "/") return false;
    api_version.remove_prefix(known->group.size() + 1);
  }
  return (known->v1 && api_version == "v1") || (known->v1beta1 && api_version == "v1beta1");
}

}  // namespace safeops::flux
