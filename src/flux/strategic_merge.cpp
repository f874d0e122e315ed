#include "flux/strategic_merge.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace safeops::flux {
namespace {

using yaml::Node;

struct ListRule {
  std::string_view owner;  // "Container", "PodSpec", "ObjectMeta" or an object's kind
  std::string_view field;
  std::array<std::string_view, 2> keys;  // the second may be empty; both empty for a set of plain values
};

constexpr std::array list_rules{ListRule{"PodSpec", "containers", {"name"}},
                                ListRule{"PodSpec", "initContainers", {"name"}},
                                ListRule{"PodSpec", "ephemeralContainers", {"name"}},
                                ListRule{"PodSpec", "volumes", {"name"}},
                                ListRule{"PodSpec", "imagePullSecrets", {"name"}},
                                ListRule{"PodSpec", "resourceClaims", {"name"}},
                                ListRule{"PodSpec", "schedulingGates", {"name"}},
                                ListRule{"PodSpec", "hostAliases", {"ip"}},
                                ListRule{"PodSpec", "topologySpreadConstraints", {"topologyKey", "whenUnsatisfiable"}},
                                ListRule{"Container", "env", {"name"}},
                                ListRule{"Container", "ports", {"containerPort", "protocol"}},
                                ListRule{"Container", "volumeMounts", {"mountPath"}},
                                ListRule{"Container", "volumeDevices", {"devicePath"}},
                                ListRule{"ObjectMeta", "finalizers", {}},
                                ListRule{"ObjectMeta", "ownerReferences", {"uid"}},
                                ListRule{"ServiceSpec", "ports", {"port", "protocol"}},
                                ListRule{"ServiceAccount", "secrets", {"name"}},
                                ListRule{"ValidatingWebhookConfiguration", "webhooks", {"name"}},
                                ListRule{"MutatingWebhookConfiguration", "webhooks", {"name"}}};

bool is_workload(std::string_view kind, std::string_view group) {
  if (group == "apps") return kind == "Deployment" || kind == "StatefulSet" || kind == "DaemonSet" || kind == "ReplicaSet";
  return (group == "batch" && kind == "Job") || (group.empty() && kind == "ReplicationController");
}

bool is_builtin_group(std::string_view group) {
  return group.empty() || group == "apps" || group == "batch" || group == "policy" || group == "autoscaling" ||
         group.ends_with(".k8s.io");
}

// What is patched; kept apart from the object, which changes under the patch.
struct Type {
  std::string group;
  std::string kind;
};

// What stands at a path of an object of a built-in kind; empty where lists have no rules.
std::string_view owner_at(const Type& type, std::string_view path) {
  const std::string_view kind = type.kind;
  const std::string_view group = type.group;
  if (path == "metadata") return "ObjectMeta";
  if (path.empty()) return is_builtin_group(group) ? kind : std::string_view{};
  if (kind == "Service" && group.empty() && path == "spec") return "ServiceSpec";
  std::string_view pod;
  if (kind == "Pod" && group.empty()) pod = "spec";
  if (is_workload(kind, group)) pod = "spec.template.spec";
  if (kind == "CronJob" && group == "batch") pod = "spec.jobTemplate.spec.template.spec";
  if (pod.empty() || !path.starts_with(pod)) return {};
  if (path == pod) return "PodSpec";
  const std::string_view below = path.substr(pod.size());
  return below == ".containers" || below == ".initContainers" || below == ".ephemeralContainers" ? "Container"
                                                                                                 : std::string_view{};
}

const ListRule* rule_for(const Type& type, std::string_view path, std::string_view field) {
  const std::string_view owner = owner_at(type, path);
  const auto found = std::find_if(list_rules.begin(), list_rules.end(),
                                  [&](const ListRule& rule) { return rule.owner == owner && rule.field == field; });
  return owner.empty() || found == list_rules.end() ? nullptr : &*found;
}

enum class Directive { none, merge, replace, remove };

Directive directive_of(const Node& patch) {
  const std::string_view text = patch["$patch"].text();
  if (text == "delete") return Directive::remove;
  if (text == "replace") return Directive::replace;
  return text == "merge" ? Directive::merge : Directive::none;
}

Directive take_list_directive(std::vector<Node>& items) {
  Directive directive = Directive::none;
  std::erase_if(items, [&](const Node& item) {
    if (item.members().size() != 1 || !item.find("$patch")) return false;
    directive = directive_of(item);
    return true;
  });
  return directive;
}

// What is left of a patch value where there is nothing to merge it into.
Node without_directives(const Node& patch) {
  Node result = patch;
  if (result.is_map()) {
    result.erase("$patch");
    std::erase_if(result.members(), [](const Node::Member& member) { return directive_of(member.second) == Directive::remove; });
    for (auto& member : result.members()) member.second = without_directives(member.second);
  }
  return result;
}

using Tuple = std::array<std::string, 2>;

class Merger {
 public:
  explicit Merger(const Object& object) : type_{std::string(object.group()), std::string(object.kind())} {}

  void merge_map(Node& target, const Node& patch, const std::string& path) {
    for (const auto& [key, value] : patch.members()) {
      if (key.text() == "$patch" || key.text().starts_with("$setElementOrder")) continue;
      merge_member(target, key, value, path);
    }
  }

 private:
  void merge_member(Node& target, const Node& key, const Node& value, const std::string& path) {
    Node* held = target.find(key.text());
    const Directive directive = directive_of(value);
    if (value.is_null() || directive == Directive::remove) {
      target.erase(key.text());
    } else if (!held || held->is_null()) {
      target.set(key.text(), without_directives(value), key.place());
    } else if (value.is_map() && held->is_map() && directive != Directive::replace) {
      merge_map(*held, value, path.empty() ? std::string(key.text()) : path + '.' + std::string(key.text()));
    } else if (value.is_sequence() && held->is_sequence()) {
      merge_list(*held, value, path, key.text());
      if (held->items().empty() && !value.items().empty()) target.erase(key.text());
    } else {
      *held = without_directives(value);
    }
  }

  void merge_list(Node& held, const Node& patch, const std::string& path, std::string_view field) {
    const ListRule* rule = rule_for(type_, path, field);
    if (!rule) {
      held = patch;
      return;
    }
    std::vector<Node> additions = patch.items();
    switch (take_list_directive(additions)) {
      case Directive::remove:
        held.items().clear();
        return;
      case Directive::replace:
        held.items() = std::move(additions);
        return;
      case Directive::merge:
      case Directive::none:
        break;
    }
    if (rule->keys[0].empty())
      merge_set(held, additions);
    else
      merge_keyed(held, additions, *rule, path.empty() ? std::string(field) : path + '.' + std::string(field));
  }

  static void merge_set(Node& held, const std::vector<Node>& additions) {
    std::set<std::string, std::less<>> seen;
    std::vector<Node> merged;
    for (const std::vector<Node>* list : {&additions, &std::as_const(held.items())})
      for (const Node& item : *list)
        if (seen.emplace(item.text()).second) merged.push_back(item);
    held.items() = std::move(merged);
  }

  void merge_keyed(Node& held, const std::vector<Node>& additions, const ListRule& rule, const std::string& path) {
    std::vector<Node> merged;
    std::vector<bool> taken(held.items().size(), false);
    const bool second_key = !rule.keys[1].empty() && any_has(rule.keys[1], held.items(), additions);
    for (const Node& addition : additions) {
      const std::size_t index = find_item(held.items(), addition, rule, second_key);
      if (index < taken.size() && !taken[index]) {
        taken[index] = true;
        if (auto item = merge_item(held.items()[index], addition, rule, second_key, path)) merged.push_back(std::move(*item));
      } else if (directive_of(addition) != Directive::remove) {
        merged.push_back(without_directives(addition));
      }
    }
    for (std::size_t index = 0; index < taken.size(); ++index)
      if (!taken[index]) merged.push_back(std::move(held.items()[index]));
    held.items() = std::move(merged);
  }

  std::optional<Node> merge_item(const Node& held, const Node& addition, const ListRule& rule, bool second_key,
                                 const std::string& path) {
    const Directive directive = directive_of(addition);
    if (directive == Directive::remove) return {};
    if (directive == Directive::replace) return without_directives(addition);
    Node item = held;
    // kustomize 5 finds such a pair, but then takes the held item alone.
    const bool half_keyed = second_key && item[rule.keys[1]].text() != addition[rule.keys[1]].text();
    if (!half_keyed) merge_map(item, addition, path);
    return item;
  }

  static bool any_has(std::string_view key, const std::vector<Node>& one, const std::vector<Node>& other) {
    const auto has = [&](const Node& item) { return !item[key].text().empty(); };
    return std::any_of(one.begin(), one.end(), has) || std::any_of(other.begin(), other.end(), has);
  }

  static std::size_t find_item(const std::vector<Node>& items, const Node& wanted, const ListRule& rule, bool second_key) {
    const auto same = [&](const Node& item, std::string_view key) { return item[key].text() == wanted[key].text(); };
    const auto close = [&](const Node& item, std::string_view key) {
      return same(item, key) || item[key].text().empty() || wanted[key].text().empty();
    };
    for (std::size_t index = 0; index < items.size(); ++index)
      if (same(items[index], rule.keys[0]) && (!second_key || close(items[index], rule.keys[1]))) return index;
    return items.size();
  }

  Type type_;
};

}  // namespace

bool apply_strategic_merge(Object& object, const Node& patch) {
  switch (directive_of(patch)) {
    case Directive::remove:
      return false;
    case Directive::replace:
      object.root() = without_directives(patch);
      return true;
    case Directive::merge:
    case Directive::none:
      break;
  }
  Merger(object).merge_map(object.root(), patch, "");
  return true;
}

}  // namespace safeops::flux
