#include "flux/kind_order.hpp"

namespace safeops::flux {

const KindOrder& KindOrder::usual() {
  static const KindOrder order({"Namespace",
                                "ResourceQuota",
                                "StorageClass",
                                "CustomResourceDefinition",
                                "ServiceAccount",
                                "PodSecurityPolicy",
                                "Role",
                                "ClusterRole",
                                "RoleBinding",
                                "ClusterRoleBinding",
                                "ConfigMap",
                                "Secret",
                                "Endpoints",
                                "Service",
                                "LimitRange",
                                "PriorityClass",
                                "PersistentVolume",
                                "PersistentVolumeClaim",
                                "Deployment",
                                "StatefulSet",
                                "CronJob",
                                "PodDisruptionBudget"},
                               {"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"});
  return order;
}

KindOrder::KindOrder(const std::vector<std::string>& first, const std::vector<std::string>& last) {
  const int count = static_cast<int>(first.size());
  for (int index = 0; index < count; ++index) ranks_[first[static_cast<std::size_t>(index)]] = index - count;
  for (std::size_t index = 0; index < last.size(); ++index) ranks_[last[index]] = 1 + static_cast<int>(index);
}

int KindOrder::rank(std::string_view kind) const {
  const auto found = ranks_.find(kind);
  return found == ranks_.end() ? 0 : found->second;
}

}  // namespace safeops::flux
