// Written by tests/oracle/merge_schema; `./dev oracle` says when it is stale.
// clang-format off
#include "flux/merge_schema.hpp"

namespace safeops::flux {
namespace {

constexpr MergeField fields[] = {
    // 0
    {"finalizers", -1, true, {"", ""}},
    {"ownerReferences", -1, true, {"uid", ""}},
    // 1
    {"metadata", 0, false, {"", ""}},
    {"webhooks", -1, true, {"name", ""}},
    // 2
    {"metadata", 0, false, {"", ""}},
    // 3
    {"conditions", -1, true, {"type", ""}},
    // 4
    {"metadata", 0, false, {"", ""}},
    {"status", 3, false, {"", ""}},
    // 5
    {"env", -1, true, {"name", ""}},
    {"ports", -1, true, {"containerPort", "protocol"}},
    {"volumeDevices", -1, true, {"devicePath", ""}},
    {"volumeMounts", -1, true, {"mountPath", ""}},
    // 6
    {"env", -1, true, {"name", ""}},
    {"volumeDevices", -1, true, {"devicePath", ""}},
    {"volumeMounts", -1, true, {"mountPath", ""}},
    // 7
    {"volumeClaimTemplate", 2, false, {"", ""}},
    // 8
    {"ephemeral", 7, false, {"", ""}},
    // 9
    {"containers", 5, true, {"name", ""}},
    {"ephemeralContainers", 6, true, {"name", ""}},
    {"hostAliases", -1, true, {"ip", ""}},
    {"imagePullSecrets", -1, true, {"name", ""}},
    {"initContainers", 5, true, {"name", ""}},
    {"topologySpreadConstraints", -1, true, {"topologyKey", "whenUnsatisfiable"}},
    {"volumes", 8, true, {"name", ""}},
    // 10
    {"metadata", 0, false, {"", ""}},
    {"spec", 9, false, {"", ""}},
    // 11
    {"template", 10, false, {"", ""}},
    // 12
    {"metadata", 0, false, {"", ""}},
    {"spec", 11, false, {"", ""}},
    {"status", 3, false, {"", ""}},
    // 13
    {"metadata", 0, false, {"", ""}},
    {"spec", 11, false, {"", ""}},
    // 14
    {"jobTemplate", 13, false, {"", ""}},
    // 15
    {"metadata", 0, false, {"", ""}},
    {"spec", 14, false, {"", ""}},
    // 16
    {"configMapGenerator", -1, true, {"name", ""}},
    {"secretGenerator", -1, true, {"name", ""}},
    // 17
    {"drivers", -1, true, {"name", ""}},
    // 18
    {"metadata", 0, false, {"", ""}},
    {"spec", 17, false, {"", ""}},
    // 19
    {"conditions", -1, true, {"type", ""}},
    {"metadata", 0, false, {"", ""}},
    // 20
    {"podCIDRs", -1, true, {"", ""}},
    // 21
    {"addresses", -1, true, {"type", ""}},
    {"conditions", -1, true, {"type", ""}},
    // 22
    {"metadata", 0, false, {"", ""}},
    {"spec", 20, false, {"", ""}},
    {"status", 21, false, {"", ""}},
    // 23
    {"conditions", -1, true, {"type", ""}},
    {"podIPs", -1, true, {"ip", ""}},
    // 24
    {"metadata", 0, false, {"", ""}},
    {"spec", 9, false, {"", ""}},
    {"status", 23, false, {"", ""}},
    // 25
    {"metadata", 0, false, {"", ""}},
    {"template", 10, false, {"", ""}},
    // 26
    {"ports", -1, true, {"port", "protocol"}},
    // 27
    {"metadata", 0, false, {"", ""}},
    {"spec", 26, false, {"", ""}},
    {"status", 3, false, {"", ""}},
    // 28
    {"metadata", 0, false, {"", ""}},
    {"secrets", -1, true, {"name", ""}},
};

constexpr std::size_t starts[] = {0, 2, 4, 5, 6, 8, 12, 15, 16, 17, 24, 26, 27, 30, 32, 33, 35, 37, 38, 40, 42, 43, 45, 48, 50, 53, 55, 56, 59, 61};

constexpr MergeKind kinds[] = {
    {"admissionregistration.k8s.io/v1", "MutatingWebhookConfiguration", 1},
    {"admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", 1},
    {"admissionregistration.k8s.io/v1beta1", "MutatingWebhookConfiguration", 1},
    {"admissionregistration.k8s.io/v1beta1", "ValidatingWebhookConfiguration", 1},
    {"apiextensions.k8s.io/v1", "CustomResourceDefinition", 2},
    {"apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", 2},
    {"apiregistration.k8s.io/v1", "APIService", 4},
    {"apiregistration.k8s.io/v1beta1", "APIService", 4},
    {"apps/v1", "ControllerRevision", 2},
    {"apps/v1", "DaemonSet", 12},
    {"apps/v1", "Deployment", 12},
    {"apps/v1", "ReplicaSet", 12},
    {"apps/v1", "StatefulSet", 12},
    {"authentication.k8s.io/v1", "TokenRequest", 2},
    {"authentication.k8s.io/v1", "TokenReview", 2},
    {"authentication.k8s.io/v1beta1", "TokenReview", 2},
    {"authorization.k8s.io/v1", "LocalSubjectAccessReview", 2},
    {"authorization.k8s.io/v1", "SelfSubjectAccessReview", 2},
    {"authorization.k8s.io/v1", "SelfSubjectRulesReview", 2},
    {"authorization.k8s.io/v1", "SubjectAccessReview", 2},
    {"authorization.k8s.io/v1beta1", "LocalSubjectAccessReview", 2},
    {"authorization.k8s.io/v1beta1", "SelfSubjectAccessReview", 2},
    {"authorization.k8s.io/v1beta1", "SelfSubjectRulesReview", 2},
    {"authorization.k8s.io/v1beta1", "SubjectAccessReview", 2},
    {"autoscaling/v1", "HorizontalPodAutoscaler", 2},
    {"autoscaling/v1", "Scale", 2},
    {"autoscaling/v2beta1", "HorizontalPodAutoscaler", 2},
    {"autoscaling/v2beta2", "HorizontalPodAutoscaler", 2},
    {"batch/v1", "CronJob", 15},
    {"batch/v1", "Job", 12},
    {"batch/v1beta1", "CronJob", 15},
    {"certificates.k8s.io/v1", "CertificateSigningRequest", 2},
    {"certificates.k8s.io/v1beta1", "CertificateSigningRequest", 2},
    {"coordination.k8s.io/v1", "Lease", 2},
    {"coordination.k8s.io/v1beta1", "Lease", 2},
    {"discovery.k8s.io/v1", "EndpointSlice", 2},
    {"discovery.k8s.io/v1beta1", "EndpointSlice", 2},
    {"events.k8s.io/v1", "Event", 2},
    {"events.k8s.io/v1beta1", "Event", 2},
    {"extensions/v1beta1", "Ingress", 2},
    {"flowcontrol.apiserver.k8s.io/v1beta1", "FlowSchema", 2},
    {"flowcontrol.apiserver.k8s.io/v1beta1", "PriorityLevelConfiguration", 2},
    {"kustomize.config.k8s.io/v1beta1", "Kustomization", 16},
    {"networking.k8s.io/v1", "Ingress", 2},
    {"networking.k8s.io/v1", "IngressClass", 2},
    {"networking.k8s.io/v1", "NetworkPolicy", 2},
    {"networking.k8s.io/v1beta1", "Ingress", 2},
    {"networking.k8s.io/v1beta1", "IngressClass", 2},
    {"node.k8s.io/v1", "RuntimeClass", 2},
    {"node.k8s.io/v1beta1", "RuntimeClass", 2},
    {"policy/v1", "PodDisruptionBudget", 4},
    {"policy/v1beta1", "Eviction", 2},
    {"policy/v1beta1", "PodDisruptionBudget", 4},
    {"policy/v1beta1", "PodSecurityPolicy", 2},
    {"rbac.authorization.k8s.io/v1", "ClusterRole", 2},
    {"rbac.authorization.k8s.io/v1", "ClusterRoleBinding", 2},
    {"rbac.authorization.k8s.io/v1", "Role", 2},
    {"rbac.authorization.k8s.io/v1", "RoleBinding", 2},
    {"rbac.authorization.k8s.io/v1beta1", "ClusterRole", 2},
    {"rbac.authorization.k8s.io/v1beta1", "ClusterRoleBinding", 2},
    {"rbac.authorization.k8s.io/v1beta1", "Role", 2},
    {"rbac.authorization.k8s.io/v1beta1", "RoleBinding", 2},
    {"scheduling.k8s.io/v1", "PriorityClass", 2},
    {"scheduling.k8s.io/v1beta1", "PriorityClass", 2},
    {"storage.k8s.io/v1", "CSIDriver", 2},
    {"storage.k8s.io/v1", "CSINode", 18},
    {"storage.k8s.io/v1", "StorageClass", 2},
    {"storage.k8s.io/v1", "VolumeAttachment", 2},
    {"storage.k8s.io/v1beta1", "CSIDriver", 2},
    {"storage.k8s.io/v1beta1", "CSINode", 18},
    {"storage.k8s.io/v1beta1", "CSIStorageCapacity", 2},
    {"storage.k8s.io/v1beta1", "StorageClass", 2},
    {"storage.k8s.io/v1beta1", "VolumeAttachment", 2},
    {"v1", "Binding", 2},
    {"v1", "ComponentStatus", 19},
    {"v1", "ConfigMap", 2},
    {"v1", "Endpoints", 2},
    {"v1", "Event", 2},
    {"v1", "LimitRange", 2},
    {"v1", "Namespace", 4},
    {"v1", "Node", 22},
    {"v1", "PersistentVolume", 2},
    {"v1", "PersistentVolumeClaim", 4},
    {"v1", "Pod", 24},
    {"v1", "PodTemplate", 25},
    {"v1", "ReplicationController", 12},
    {"v1", "ResourceQuota", 2},
    {"v1", "Secret", 2},
    {"v1", "Service", 27},
    {"v1", "ServiceAccount", 28},
};

}  // namespace

const MergeTable merge_table{fields, starts, kinds};

}  // namespace safeops::flux
