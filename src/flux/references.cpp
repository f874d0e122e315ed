#include <array>
#include <map>

#include "flux/field_path.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

struct Target {
  std::string_view group;
  std::string_view kind;
};

// A field that holds the name of a `target`, in objects of `kind` (or, for pod fields, below their pod spec).
struct Reference {
  Target target;
  std::string_view kind;
  std::string_view path;
};

constexpr Target config_map{"", "ConfigMap"};
constexpr Target secret{"", "Secret"};
constexpr Target service{"", "Service"};
constexpr Target service_account{"", "ServiceAccount"};
constexpr Target volume_claim{"", "PersistentVolumeClaim"};
constexpr Target priority_class{"scheduling.k8s.io", "PriorityClass"};
constexpr Target role{"rbac.authorization.k8s.io", "Role"};
constexpr Target cluster_role{"rbac.authorization.k8s.io", "ClusterRole"};
constexpr Target storage_class{"storage.k8s.io", "StorageClass"};

constexpr std::array pod_references{Reference{config_map, "", "volumes/configMap/name"},
                                    Reference{config_map, "", "containers/env/valueFrom/configMapKeyRef/name"},
                                    Reference{config_map, "", "initContainers/env/valueFrom/configMapKeyRef/name"},
                                    Reference{config_map, "", "containers/envFrom/configMapRef/name"},
                                    Reference{config_map, "", "initContainers/envFrom/configMapRef/name"},
                                    Reference{config_map, "", "volumes/projected/sources/configMap/name"},
                                    Reference{secret, "", "volumes/secret/secretName"},
                                    Reference{secret, "", "containers/env/valueFrom/secretKeyRef/name"},
                                    Reference{secret, "", "initContainers/env/valueFrom/secretKeyRef/name"},
                                    Reference{secret, "", "containers/envFrom/secretRef/name"},
                                    Reference{secret, "", "initContainers/envFrom/secretRef/name"},
                                    Reference{secret, "", "imagePullSecrets/name"},
                                    Reference{secret, "", "volumes/projected/sources/secret/name"},
                                    Reference{service_account, "", "serviceAccountName"},
                                    Reference{volume_claim, "", "volumes/persistentVolumeClaim/claimName"},
                                    Reference{priority_class, "", "priorityClassName"}};

constexpr std::array references{
    Reference{{"apps", "Deployment"}, "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"},
    Reference{{"apps", "ReplicaSet"}, "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"},
    Reference{{"apps", "StatefulSet"}, "HorizontalPodAutoscaler", "spec/scaleTargetRef/name"},
    Reference{config_map, "Role", "rules/resourceNames"},
    Reference{config_map, "ClusterRole", "rules/resourceNames"},
    Reference{secret, "Role", "rules/resourceNames"},
    Reference{secret, "ClusterRole", "rules/resourceNames"},
    Reference{secret, "Ingress", "spec/tls/secretName"},
    Reference{secret, "Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-secret"},
    Reference{secret, "Ingress", "metadata/annotations/nginx.ingress.kubernetes.io\\/auth-tls-secret"},
    Reference{secret, "ServiceAccount", "imagePullSecrets/name"},
    Reference{service, "StatefulSet", "spec/serviceName"},
    Reference{service, "Ingress", "spec/rules/http/paths/backend/serviceName"},
    Reference{service, "Ingress", "spec/backend/serviceName"},
    Reference{service, "Ingress", "spec/rules/http/paths/backend/service/name"},
    Reference{service, "Ingress", "spec/defaultBackend/service/name"},
    Reference{service, "APIService", "spec/service/name"},
    Reference{service, "ValidatingWebhookConfiguration", "webhooks/clientConfig/service"},
    Reference{service, "MutatingWebhookConfiguration", "webhooks/clientConfig/service"},
    Reference{role, "RoleBinding", "roleRef/name"},
    Reference{cluster_role, "RoleBinding", "roleRef/name"},
    Reference{cluster_role, "ClusterRoleBinding", "roleRef/name"},
    Reference{service_account, "RoleBinding", "subjects"},
    Reference{service_account, "ClusterRoleBinding", "subjects"},
    Reference{{"", "PersistentVolume"}, "PersistentVolumeClaim", "spec/volumeName"},
    Reference{storage_class, "PersistentVolume", "spec/storageClassName"},
    Reference{storage_class, "PersistentVolumeClaim", "spec/storageClassName"},
    Reference{storage_class, "StatefulSet", "spec/volumeClaimTemplates/spec/storageClassName"}};

std::string_view pod_spec_path(std::string_view kind) {
  if (kind == "Pod") return "spec";
  if (kind == "PodTemplate") return "template/spec";
  if (kind == "CronJob") return "spec/jobTemplate/spec/template/spec";
  const bool has_template = kind == "Deployment" || kind == "ReplicaSet" || kind == "DaemonSet" || kind == "StatefulSet" ||
                            kind == "Job" || kind == "ReplicationController";
  return has_template ? "spec/template/spec" : std::string_view{};
}

class ReferenceFixer {
 public:
  explicit ReferenceFixer(ResourceList& list) : list_(list) {
    for (const Resource& resource : list.items())
      for (const ResourceId& id : resource.previous) by_old_name_.emplace(id.name, &resource);
  }

  void run() {
    if (by_old_name_.empty()) return;
    for (Resource& resource : list_.items()) fix(resource);
  }

 private:
  void fix(Resource& referrer) {
    const std::string_view kind = referrer.object.kind();
    for (const Reference& reference : references)
      if (reference.kind == kind) fix(referrer, reference, reference.path);
    const std::string_view pod = pod_spec_path(kind);
    if (pod.empty()) return;
    for (const Reference& reference : pod_references)
      fix(referrer, reference, std::string(pod) + '/' + std::string(reference.path));
  }

  void fix(Resource& referrer, const Reference& reference, std::string_view path) {
    if (path == "roleRef/name" && referrer.object.at("roleRef.kind").text() != reference.target.kind) return;
    visit_field(referrer.object.root(), path, false, [&](yaml::Node& node) { update(node, referrer, reference.target); });
  }

  void update(yaml::Node& node, const Resource& referrer, const Target& target) {
    if (node.is_scalar()) {
      const Resource* found = find(node.text(), referrer, target);
      if (found) node.set_text(std::string(found->object.name()));
    } else if (node.is_sequence()) {
      for (yaml::Node& item : node.items()) update(item, referrer, target);
    } else if (node.is_map()) {
      update_named_map(node, referrer, target);
    }
  }

  void update_named_map(yaml::Node& map, const Resource& referrer, const Target& target) {
    yaml::Node* name = map.find("name");
    if (!name || (target.kind == "ServiceAccount" && map["kind"].text() != "ServiceAccount")) return;
    const Resource* found = find(name->text(), referrer, target, map["namespace"].text());
    if (!found) return;
    name->set_text(std::string(found->object.name()));
    const yaml::Node& place = found->object.root()["metadata"]["namespace"];
    if (place.is_scalar()) map.set("namespace", place, place.place());
  }

  // The one renamed object the old name can mean; none when there is none, or no telling which.
  const Resource* find(std::string_view old_name, const Resource& referrer, const Target& target,
                       std::string_view old_namespace = {}) const {
    std::vector<const Resource*> candidates;
    const auto [first, last] = by_old_name_.equal_range(old_name);
    for (auto entry = first; entry != last; ++entry)
      if (fits(*entry->second, referrer, target, old_namespace) && (candidates.empty() || candidates.back() != entry->second))
        candidates.push_back(entry->second);
    if (candidates.size() < 2) return candidates.empty() ? nullptr : candidates.front();
    std::erase_if(candidates, [&](const Resource* candidate) { return candidate->affixes != referrer.affixes; });
    return candidates.empty() ? nullptr : candidates.front();
  }

  static bool fits(const Resource& candidate, const Resource& referrer, const Target& target, std::string_view old_namespace) {
    const Object& object = candidate.object;
    if (object.kind() != target.kind || object.group() != target.group) return false;
    if (!old_namespace.empty())
      return object.namespace_() == old_namespace || candidate.original_id().namespace_ == old_namespace;
    return referrer.is_cluster_wide() || candidate.is_cluster_wide() || object.kind() == "ServiceAccount" ||
           candidate.id().namespace_ == referrer.id().namespace_;
  }

  ResourceList& list_;
  std::multimap<std::string, const Resource*, std::less<>> by_old_name_;
};

}  // namespace

void fix_references(ResourceList& list) {
  ReferenceFixer(list).run();
}

}  // namespace safeops::flux
