#include <algorithm>
#include <array>

#include "flux/transformer_config.hpp"

// The tables of kustomize 5.8 (api/internal/konfig/builtinpluginconsts), written by rule where they follow one.
namespace safeops::flux {
namespace {

using Texts = std::initializer_list<const char*>;

// A kind that holds a pod, and where.
struct PodHolder {
  const char* kind;
  const char* version;
  const char* path;
};

constexpr std::array config_users{PodHolder{"Pod", "v1", "spec"},
                                  PodHolder{"PodTemplate", "", "template/spec"},
                                  PodHolder{"Deployment", "", "spec/template/spec"},
                                  PodHolder{"ReplicaSet", "", "spec/template/spec"},
                                  PodHolder{"DaemonSet", "", "spec/template/spec"},
                                  PodHolder{"StatefulSet", "", "spec/template/spec"},
                                  PodHolder{"Job", "", "spec/template/spec"},
                                  PodHolder{"CronJob", "", "spec/jobTemplate/spec/template/spec"}};

constexpr std::array claim_users{PodHolder{"Pod", "", "spec"},
                                 PodHolder{"StatefulSet", "", "spec/template/spec"},
                                 PodHolder{"Deployment", "", "spec/template/spec"},
                                 PodHolder{"ReplicationController", "", "spec/template/spec"},
                                 PodHolder{"CronJob", "", "spec/jobTemplate/spec/template/spec"},
                                 PodHolder{"Job", "", "spec/template/spec"},
                                 PodHolder{"DaemonSet", "", "spec/template/spec"}};

constexpr std::array variable_users{PodHolder{"CronJob", "", "spec/jobTemplate/spec/template/spec"},
                                    PodHolder{"DaemonSet", "", "spec/template/spec"},
                                    PodHolder{"Deployment", "", "spec/template/spec"},
                                    PodHolder{"Job", "", "spec/template/spec"},
                                    PodHolder{"Pod", "", "spec"},
                                    PodHolder{"ReplicaSet", "", "spec/template/spec"},
                                    PodHolder{"StatefulSet", "", "spec/template/spec"}};

template <std::size_t size>
FieldSpecs in_pods(const std::array<PodHolder, size>& holders, Texts paths) {
  FieldSpecs fields;
  for (const PodHolder& holder : holders)
    for (const char* path : paths)
      fields.emplace_back(Type{"", holder.version, holder.kind}, std::string(holder.path) + '/' + path);
  return fields;
}

FieldSpecs operator+(FieldSpecs one, const FieldSpecs& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

FieldSpecs of(Type type, Texts paths, bool create = false) {
  FieldSpecs fields;
  for (const char* path : paths) fields.emplace_back(type, path, create);
  return fields;
}

FieldSpecs of_kinds(Texts kinds, const char* path, bool create = false) {
  FieldSpecs fields;
  for (const char* kind : kinds) fields.emplace_back(Type{"", "", kind}, path, create);
  return fields;
}

constexpr const char* apps = "apps";
constexpr const char* batch = "batch";
constexpr const char* network = "networking.k8s.io";
constexpr const char* access = "rbac.authorization.k8s.io";
constexpr const char* admission = "admissionregistration.k8s.io";

FieldSpecs metadata_labels() {
  return of({}, {"metadata/labels"}, true) + of({"", "v1", "ReplicationController"}, {"spec/template/metadata/labels"}, true) +
         of_kinds({"Deployment", "ReplicaSet", "DaemonSet"}, "spec/template/metadata/labels", true) +
         of({apps, "", "StatefulSet"}, {"spec/template/metadata/labels", "spec/volumeClaimTemplates[]/metadata/labels"}, true) +
         of({batch, "", "Job"}, {"spec/template/metadata/labels"}, true) +
         of({batch, "", "CronJob"}, {"spec/jobTemplate/metadata/labels", "spec/jobTemplate/spec/template/metadata/labels"}, true);
}

FieldSpecs placement_selectors(const char* kind) {
  const std::string pod = "spec/template/spec/";
  const std::string preferred = "/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels";
  const std::string required = "/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels";
  FieldSpecs fields;
  for (const char* affinity : {"affinity/podAffinity", "affinity/podAntiAffinity"})
    for (const std::string& below : {preferred, required}) fields.emplace_back(Type{apps, "", kind}, pod + affinity + below);
  fields.emplace_back(Type{apps, "", kind}, pod + "topologySpreadConstraints/labelSelector/matchLabels");
  return fields;
}

FieldSpecs selectors() {
  return of({"", "v1", "Service"}, {"spec/selector"}, true) + of({"", "v1", "ReplicationController"}, {"spec/selector"}, true) +
         of_kinds({"Deployment", "ReplicaSet", "DaemonSet"}, "spec/selector/matchLabels", true) +
         of({apps, "", "StatefulSet"}, {"spec/selector/matchLabels"}, true) + placement_selectors("Deployment") +
         placement_selectors("StatefulSet") + of({batch, "", "Job"}, {"spec/selector/matchLabels"}) +
         of({batch, "", "CronJob"}, {"spec/jobTemplate/spec/selector/matchLabels"}) +
         of({"policy", "", "PodDisruptionBudget"}, {"spec/selector/matchLabels"}) +
         of({network, "", "NetworkPolicy"}, {"spec/podSelector/matchLabels", "spec/ingress/from/podSelector/matchLabels",
                                             "spec/egress/to/podSelector/matchLabels"});
}

FieldSpecs common_annotations() {
  return of({}, {"metadata/annotations"}, true) +
         of({"", "v1", "ReplicationController"}, {"spec/template/metadata/annotations"}, true) +
         of_kinds({"Deployment", "ReplicaSet", "DaemonSet", "StatefulSet"}, "spec/template/metadata/annotations", true) +
         of({batch, "", "Job"}, {"spec/template/metadata/annotations"}, true) +
         of({batch, "", "CronJob"},
            {"spec/jobTemplate/metadata/annotations", "spec/jobTemplate/spec/template/metadata/annotations"}, true);
}

FieldSpecs config_map_fields() {
  return in_pods(config_users, {"volumes/configMap/name", "containers/env/valueFrom/configMapKeyRef/name",
                                "initContainers/env/valueFrom/configMapKeyRef/name", "containers/envFrom/configMapRef/name",
                                "initContainers/envFrom/configMapRef/name", "volumes/projected/sources/configMap/name"}) +
         of({"", "", "Node"}, {"spec/configSource/configMap"}) + of_kinds({"Role", "ClusterRole"}, "rules/resourceNames") +
         of({"", "", "Ingress"}, {"metadata/annotations/nginx.ingress.kubernetes.io\\/fastcgi-params-configmap"});
}

FieldSpecs secret_fields() {
  return in_pods(config_users,
                 {"volumes/secret/secretName", "containers/env/valueFrom/secretKeyRef/name",
                  "initContainers/env/valueFrom/secretKeyRef/name", "containers/envFrom/secretRef/name",
                  "initContainers/envFrom/secretRef/name", "imagePullSecrets/name", "volumes/projected/sources/secret/name"}) +
         of({"", "", "Ingress"}, {"spec/tls/secretName", "metadata/annotations/ingress.kubernetes.io\\/auth-secret",
                                  "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret",
                                  "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret"}) +
         of({"", "", "ServiceAccount"}, {"imagePullSecrets/name"}) +
         of({"", "", "StorageClass"},
            {"parameters/secretName", "parameters/adminSecretName", "parameters/userSecretName", "parameters/secretRef"}) +
         of_kinds({"Role", "ClusterRole"}, "rules/resourceNames") +
         of({"serving.knative.dev", "v1", "Service"}, {"spec/template/spec/containers/env/valueFrom/secretKeyRef/name"}) +
         of({"", "", "PersistentVolume"}, {"spec/azureFile/secretName"});
}

FieldSpecs service_fields() {
  return of({apps, "", "StatefulSet"}, {"spec/serviceName"}) +
         of({"", "", "Ingress"}, {"spec/rules/http/paths/backend/serviceName", "spec/backend/serviceName",
                                  "spec/rules/http/paths/backend/service/name", "spec/defaultBackend/service/name"}) +
         of({"apiregistration.k8s.io", "", "APIService"}, {"spec/service/name"}) +
         of({admission, "", "ValidatingWebhookConfiguration"}, {"webhooks/clientConfig/service"}) +
         of({admission, "", "MutatingWebhookConfiguration"}, {"webhooks/clientConfig/service"});
}

std::vector<NameReferences> name_references() {
  std::vector<NameReferences> references;
  for (const char* kind : {"Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"})
    references.push_back({{"", "", kind}, of({"", "", "HorizontalPodAutoscaler"}, {"spec/scaleTargetRef/name"})});
  const FieldSpecs binding = of({access, "", "RoleBinding"}, {"roleRef/name"});
  const FieldSpecs cluster_binding = of({access, "", "ClusterRoleBinding"}, {"roleRef/name"});
  const FieldSpecs subjects =
      of({access, "", "RoleBinding"}, {"subjects"}) + of({access, "", "ClusterRoleBinding"}, {"subjects"});
  references.push_back({{"", "v1", "ConfigMap"}, config_map_fields()});
  references.push_back({{"", "v1", "Secret"}, secret_fields()});
  references.push_back({{"", "v1", "Service"}, service_fields()});
  references.push_back({{access, "", "Role"}, binding});
  references.push_back({{access, "", "ClusterRole"}, binding + cluster_binding});
  references.push_back({{"", "v1", "ServiceAccount"}, subjects + in_pods(claim_users, {"serviceAccountName"})});
  references.push_back({{"", "v1", "PersistentVolumeClaim"}, in_pods(claim_users, {"volumes/persistentVolumeClaim/claimName"})});
  references.push_back(
      {{"", "v1", "PersistentVolume"},
       of({"", "", "PersistentVolumeClaim"}, {"spec/volumeName"}) + of({"", "", "ClusterRole"}, {"rules/resourceNames"})});
  references.push_back({{"storage.k8s.io", "v1", "StorageClass"},
                        of_kinds({"PersistentVolume", "PersistentVolumeClaim"}, "spec/storageClassName") +
                            of({"", "", "StatefulSet"}, {"spec/volumeClaimTemplates/spec/storageClassName"})});
  references.push_back({{"scheduling.k8s.io", "v1", "PriorityClass"}, in_pods(claim_users, {"priorityClassName"})});
  references.push_back({{"networking.k8s.io/v1", "v1", "IngressClass"}, of({"", "", "Ingress"}, {"spec/ingressClassName"})});
  references.push_back({{admission, "", "ValidatingAdmissionPolicy"},
                        of({admission, "", "ValidatingAdmissionPolicyBinding"}, {"spec/policyName"})});
  std::stable_sort(references.begin(), references.end(),
                   [](const NameReferences& one, const NameReferences& other) { return comes_before(one.target, other.target); });
  return references;
}

FieldSpecs variable_references() {
  FieldSpecs fields =
      in_pods(variable_users, {"containers/args", "containers/command", "containers/env/value",
                               "containers/volumeMounts/mountPath", "initContainers/args", "initContainers/command",
                               "initContainers/env/value", "initContainers/volumeMounts/mountPath"}) +
      of({"", "", "CronJob"}, {"spec/jobTemplate/spec/template/volumes/nfs/server"}) +
      of_kinds({"DaemonSet", "Deployment", "Job", "ReplicaSet"}, "spec/template/spec/volumes/nfs/server") +
      of({"", "", "Pod"}, {"spec/volumes/nfs/server"});
  return fields + of({"", "", "Deployment"}, {"spec/template/metadata/annotations"}) +
         of({"", "", "Ingress"}, {"spec/rules/host", "spec/tls/hosts", "spec/tls/secretName"}) +
         of({"", "", "Service"}, {"spec/ports/port", "spec/ports/targetPort"}) +
         of({"", "", "StatefulSet"}, {"spec/volumeClaimTemplates/spec/nfs/server"}) +
         of({"", "", "PersistentVolume"}, {"spec/nfs/server"}) + of({}, {"metadata/labels", "metadata/annotations"});
}

TransformerConfig make() {
  TransformerConfig config;
  config.name_prefix = of({}, {"metadata/name"});
  config.name_suffix = of({}, {"metadata/name"});
  config.name_space =
      of({"", "", "Namespace"}, {"metadata/name"}, true) +
      of({"apiregistration.k8s.io", "", "APIService"}, {"spec/service/namespace"}, true) +
      of({"apiextensions.k8s.io", "", "CustomResourceDefinition"}, {"spec/conversion/webhook/clientConfig/service/namespace"});
  config.template_labels = metadata_labels();
  config.common_labels = selectors() + metadata_labels();
  config.common_annotations = common_annotations();
  config.name_references = name_references();
  config.variable_references = variable_references();
  config.images = of({},
                     {"spec/containers[]/image", "spec/initContainers[]/image", "spec/volumes[]/image/reference",
                      "spec/template/spec/containers[]/image", "spec/template/spec/initContainers[]/image",
                      "spec/template/spec/volumes[]/image/reference"},
                     true);
  config.replicas = of_kinds({"Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"}, "spec/replicas", true);
  for (FieldSpecs* fields : {&config.name_space, &config.common_labels, &config.template_labels, &config.common_annotations,
                             &config.variable_references, &config.replicas})
    std::stable_sort(fields->begin(), fields->end(),
                     [](const FieldSpec& one, const FieldSpec& other) { return comes_before(one.type, other.type); });
  return config;
}

}  // namespace

const SharedConfig& default_config() {
  static const SharedConfig config = std::make_shared<const TransformerConfig>(make());
  return config;
}

}  // namespace safeops::flux
