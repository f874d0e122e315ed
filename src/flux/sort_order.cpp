#include <algorithm>
#include <array>

#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

constexpr std::array<std::string_view, 22> first_kinds{"Namespace",
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
                                                       "PodDisruptionBudget"};
constexpr std::array<std::string_view, 2> last_kinds{"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"};

int rank(std::string_view kind) {
  const auto first = std::find(first_kinds.begin(), first_kinds.end(), kind);
  if (first != first_kinds.end()) return static_cast<int>(first - first_kinds.begin()) - static_cast<int>(first_kinds.size());
  const auto last = std::find(last_kinds.begin(), last_kinds.end(), kind);
  return last == last_kinds.end() ? 0 : 1 + static_cast<int>(last - last_kinds.begin());
}

struct Key {
  int rank;
  std::string type;
  std::string place;

  auto operator<=>(const Key&) const = default;
};

std::string or_placeholder(std::string_view text, std::string_view placeholder) {
  return std::string(text.empty() ? placeholder : text);
}

Key key_of(const Resource& resource) {
  const ResourceId id = resource.id();
  return {rank(id.kind), or_placeholder(id.group, "~G") + '_' + or_placeholder(id.version, "~V") + '_' + id.kind,
          or_placeholder(resource.object.namespace_(), "~X") + '|' + or_placeholder(id.name, "~N")};
}

}  // namespace

void sort_as_legacy(ResourceList& list) {
  std::vector<std::pair<Key, std::size_t>> order;
  for (const Resource& resource : list.items()) order.emplace_back(key_of(resource), order.size());
  std::sort(order.begin(), order.end());
  std::vector<Resource> sorted;
  sorted.reserve(order.size());
  for (const auto& [key, index] : order) sorted.push_back(std::move(list.items()[index]));
  list.items() = std::move(sorted);
  list.forget_ids();
}

void drop_local(ResourceList& list) {
  std::erase_if(list.items(), [](const Resource& resource) {
    const std::string_view value = resource.object.annotation("config.kubernetes.io/local-config");
    return !value.empty() && value != "false";
  });
  list.forget_ids();
}

}  // namespace safeops::flux
