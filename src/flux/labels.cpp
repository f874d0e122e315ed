#include <algorithm>
#include <array>

#include "flux/field_path.hpp"
#include "flux/problems.hpp"
#include "flux/transformers.hpp"

namespace safeops::flux {
namespace {

enum class Create { no, yes };

// A map of labels or annotations in objects of one kind; an empty group or kind stands for any.
struct Field {
  std::string_view path;
  std::string_view kind;
  std::string_view group;
  Create create = Create::yes;
};

constexpr std::array template_labels{Field{"spec/template/metadata/labels", "ReplicationController", ""},
                                     Field{"spec/template/metadata/labels", "Deployment", ""},
                                     Field{"spec/template/metadata/labels", "ReplicaSet", ""},
                                     Field{"spec/template/metadata/labels", "DaemonSet", ""},
                                     Field{"spec/template/metadata/labels", "StatefulSet", "apps"},
                                     Field{"spec/volumeClaimTemplates[]/metadata/labels", "StatefulSet", "apps"},
                                     Field{"spec/template/metadata/labels", "Job", "batch"},
                                     Field{"spec/jobTemplate/metadata/labels", "CronJob", "batch"},
                                     Field{"spec/jobTemplate/spec/template/metadata/labels", "CronJob", "batch"}};

constexpr std::array selectors{
    Field{"spec/selector", "Service", ""},
    Field{"spec/selector", "ReplicationController", ""},
    Field{"spec/selector/matchLabels", "Deployment", ""},
    Field{"spec/selector/matchLabels", "ReplicaSet", ""},
    Field{"spec/selector/matchLabels", "DaemonSet", ""},
    Field{"spec/selector/matchLabels", "StatefulSet", "apps"},
    Field{"spec/selector/matchLabels", "Job", "batch", Create::no},
    Field{"spec/jobTemplate/spec/selector/matchLabels", "CronJob", "batch", Create::no},
    Field{"spec/selector/matchLabels", "PodDisruptionBudget", "policy", Create::no},
    Field{"spec/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io", Create::no},
    Field{"spec/ingress/from/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io", Create::no},
    Field{"spec/egress/to/podSelector/matchLabels", "NetworkPolicy", "networking.k8s.io", Create::no}};

// Below spec/template/spec of a Deployment or StatefulSet.
constexpr std::array<std::string_view, 5> placement_selectors{
    "affinity/podAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
    "affinity/podAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
    "affinity/podAntiAffinity/preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm/labelSelector/matchLabels",
    "affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/labelSelector/matchLabels",
    "topologySpreadConstraints/labelSelector/matchLabels"};

constexpr std::array template_annotations{Field{"spec/template/metadata/annotations", "ReplicationController", ""},
                                          Field{"spec/template/metadata/annotations", "Deployment", ""},
                                          Field{"spec/template/metadata/annotations", "ReplicaSet", ""},
                                          Field{"spec/template/metadata/annotations", "DaemonSet", ""},
                                          Field{"spec/template/metadata/annotations", "StatefulSet", ""},
                                          Field{"spec/template/metadata/annotations", "Job", "batch"},
                                          Field{"spec/jobTemplate/metadata/annotations", "CronJob", "batch"},
                                          Field{"spec/jobTemplate/spec/template/metadata/annotations", "CronJob", "batch"}};

void put(Object& object, std::string_view path, Create create, const yaml::Node& pairs) {
  visit_field(object.root(), path, create == Create::yes, [&](yaml::Node& map) {
    if (!map.is_map() && map) return;
    for (const auto& [key, value] : pairs.members()) {
      // Always a string: kustomize reads the pairs as such before it writes them.
      yaml::Node text = yaml::Node::scalar(std::string(value.text()), value.place(), yaml::Node::Style::quoted);
      map.set(key.text(), std::move(text), key.place());
    }
  });
}

template <std::size_t size>
void put_all(Object& object, const std::array<Field, size>& fields, const yaml::Node& pairs) {
  for (const Field& field : fields)
    if (object.kind() == field.kind && (field.group.empty() || object.group() == field.group))
      put(object, field.path, field.create, pairs);
}

void put_selectors(Object& object, const yaml::Node& pairs) {
  put_all(object, selectors, pairs);
  if (!object.is("apps", "Deployment") && !object.is("apps", "StatefulSet")) return;
  for (const std::string_view path : placement_selectors)
    put(object, "spec/template/spec/" + std::string(path), Create::no, pairs);
}

void put_custom(Object& object, const yaml::Node& fields, const yaml::Node& pairs) {
  const auto fits = [](const yaml::Node& wanted, std::string_view is) { return wanted.text().empty() || wanted.text() == is; };
  for (const yaml::Node& field : fields.items())
    if (fits(field["kind"], object.kind()) && fits(field["group"], object.group()))
      put(object, field["path"].text(), field["create"].boolean().value_or(false) ? Create::yes : Create::no, pairs);
}

void add_entry(ResourceList& list, const yaml::Node& entry) {
  const yaml::Node& pairs = entry["pairs"];
  const bool with_selectors = entry["includeSelectors"].boolean().value_or(false);
  const bool with_templates = with_selectors || entry["includeTemplates"].boolean().value_or(false);
  for (Resource& resource : list.items()) {
    Object& object = resource.object;
    put_custom(object, entry["fields"], pairs);
    put(object, "metadata/labels", Create::yes, pairs);
    if (with_templates) put_all(object, template_labels, pairs);
    if (with_selectors) put_selectors(object, pairs);
  }
}

}  // namespace

void add_labels(ResourceList& list, const yaml::Node& entries, std::vector<Problem>& problems) {
  for (const yaml::Node& entry : entries.items()) {
    if (!entry["pairs"].is_map()) error(problems, entry.place(), "an entry of `labels` has no `pairs`");
    add_entry(list, entry);
  }
}

void add_common_labels(ResourceList& list, const yaml::Node& pairs) {
  if (pairs.members().empty()) return;
  yaml::Node entry = yaml::Node::map();
  entry.set("pairs", pairs);
  entry.set("includeSelectors", yaml::Node::scalar("true"));
  add_entry(list, entry);
}

void add_common_annotations(ResourceList& list, const yaml::Node& pairs) {
  if (pairs.members().empty()) return;
  for (Resource& resource : list.items()) {
    put(resource.object, "metadata/annotations", Create::yes, pairs);
    put_all(resource.object, template_annotations, pairs);
  }
}

}  // namespace safeops::flux
