#include "estate/workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "estate/flag_reading.hpp"

namespace safeops {
namespace {

constexpr std::array pod_templates = {
    std::pair<std::string_view, std::string_view>{"Deployment", "spec.template.spec"},
    std::pair<std::string_view, std::string_view>{"StatefulSet", "spec.template.spec"},
    std::pair<std::string_view, std::string_view>{"DaemonSet", "spec.template.spec"},
    std::pair<std::string_view, std::string_view>{"ReplicaSet", "spec.template.spec"},
    std::pair<std::string_view, std::string_view>{"Rollout", "spec.template.spec"},
    std::pair<std::string_view, std::string_view>{"Job", "spec.template.spec"},
    std::pair<std::string_view, std::string_view>{"CronJob", "spec.jobTemplate.spec.template.spec"},
    std::pair<std::string_view, std::string_view>{"Pod", "spec"},
};

void visit_scalars(const yaml::Node& node, const std::function<void(const yaml::Node&)>& visit) {
  if (node.is_scalar()) visit(node);
  for (const yaml::Node& item : node.items()) visit_scalars(item, visit);
  for (const auto& [key, value] : node.members()) visit_scalars(value, visit);
}

bool is_name_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '-';
}

// Of its services, then of its Secrets; the first that stands in a value is the one that is told.
constexpr std::array<std::string_view, 3> service_suffixes = {"-rw", "-ro", "-r"};
constexpr std::array<std::string_view, 2> secret_suffixes = {"-app", "-superuser"};

// The words of a text that may be a host or an object's name.
template <typename Visit>
void visit_words(std::string_view text, Visit visit) {
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = begin;
    while (end < text.size() && is_name_character(text[end])) ++end;
    if (end > begin) visit(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

template <std::size_t size>
bool ends_in(std::string_view word, const std::array<std::string_view, size>& suffixes) {
  return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view suffix) { return word.ends_with(suffix); });
}

void link_declared(const Workload& workload, const Policy& policy, const std::deque<Plan>& plans,
                   std::vector<DatabaseLink>& links) {
  for (const Policy::Database& database : policy.databases) {
    if (std::find(database.apps.begin(), database.apps.end(), workload.app) != database.apps.end()) {
      links.push_back({database.cluster, "policy"});
    }
  }
  for (const Plan& plan : plans) {
    if (plan.app == workload.app && !plan.database.empty()) links.push_back({plan.database, "plan " + plan.name});
  }
}

void keep_first_of_each(std::vector<DatabaseLink>& links) {
  std::set<std::string> seen;
  std::erase_if(links, [&](const DatabaseLink& link) { return !seen.insert(link.cluster).second; });
}

}  // namespace

const yaml::Node& pod_spec(const flux::Object& object) {
  const auto found =
      std::find_if(pod_templates.begin(), pod_templates.end(), [&](const auto& row) { return row.first == object.kind(); });
  return object.at(found == pod_templates.end() ? "no such field" : found->second);
}

std::vector<const yaml::Node*> volume_sources(const flux::Object& object, std::string_view kind) {
  std::vector<const yaml::Node*> sources;
  const auto add = [&](const yaml::Node& holder) {
    if (holder[kind]) sources.push_back(&holder[kind]);
  };
  for (const yaml::Node& volume : pod_spec(object)["volumes"].items()) {
    add(volume);
    for (const yaml::Node& source : volume.at("projected.sources").items()) add(source);
  }
  return sources;
}

bool is_helm_release(const flux::Object& object) {
  return object.is("helm.toolkit.fluxcd.io", "HelmRelease");
}

bool is_workload(const flux::Object& object) {
  return is_helm_release(object) || pod_spec(object).is_map();
}

std::vector<std::pair<std::string_view, const yaml::Node*>> mentioned_clusters(const yaml::Node& object) {
  std::vector<std::pair<std::string_view, const yaml::Node*>> mentions;
  visit_scalars(object, [&](const yaml::Node& scalar) {
    visit_words(scalar.text(), [&](std::string_view word) {
      const auto add = [&](std::string_view suffix) {
        if (word.ends_with(suffix)) mentions.emplace_back(word.substr(0, word.size() - suffix.size()), &scalar);
      };
      std::for_each(service_suffixes.begin(), service_suffixes.end(), add);
      std::for_each(secret_suffixes.begin(), secret_suffixes.end(), add);
    });
  });
  return mentions;
}

std::vector<const flux::Object*> generated_configuration(const flux::Object& workload, const std::vector<flux::Object>& near) {
  std::set<std::string_view> named;
  visit_scalars(pod_spec(workload), [&](const yaml::Node& scalar) {
    if (name_without_hash(scalar.text()) != scalar.text()) named.insert(scalar.text());
  });
  std::vector<const flux::Object*> found;
  if (named.empty()) return found;
  for (const flux::Object& object : near) {
    const bool holds_configuration = object.is("", "ConfigMap") || object.is("", "Secret");
    if (holds_configuration && object.namespace_() == workload.namespace_() && named.contains(object.name()))
      found.push_back(&object);
  }
  return found;
}

ClusterNames::ClusterNames(std::vector<const Cluster*> clusters) : clusters_(std::move(clusters)) {
  for (std::size_t i = 0; i < clusters_.size(); ++i) {
    const std::string_view name = clusters_[i]->name();
    std::size_t rank = 0;
    for (const std::string_view suffix : service_suffixes) hosts_[fmt::format("{}{}", name, suffix)].push_back({i, rank++});
    for (const std::string_view suffix : secret_suffixes) secrets_[fmt::format("{}{}", name, suffix)].push_back({i, rank++});
    const std::string_view owner = clusters_[i]->object().at("spec.bootstrap.initdb.secret.name").text();
    if (!owner.empty()) secrets_[std::string(owner)].push_back({i, rank});
  }
}

void ClusterNames::add_named_in(const yaml::Node& root, std::vector<DatabaseLink>& links) const {
  if (clusters_.empty()) return;
  struct First {
    std::size_t value = std::string_view::npos;
    std::size_t rank = 0;
    std::string reason;
  };
  std::vector<First> firsts(clusters_.size());
  std::size_t value = 0;
  const auto look_up = [&](const Names& names, std::string_view name, std::string_view what) {
    const auto found = names.find(name);
    if (found == names.end()) return;
    for (const Owner& owner : found->second) {
      First& first = firsts[owner.cluster];
      if (std::pair(value, owner.rank) < std::pair(first.value, first.rank))
        first = {value, owner.rank, fmt::format("{} {}", what, name)};
    }
  };
  visit_scalars(root, [&](const yaml::Node& scalar) {
    ++value;
    look_up(secrets_, scalar.text(), "Secret");
    visit_words(scalar.text(), [&](std::string_view word) {
      if (ends_in(word, service_suffixes)) look_up(hosts_, word, "host");
    });
  });
  for (std::size_t i = 0; i < firsts.size(); ++i)
    if (!firsts[i].reason.empty()) links.push_back({std::string(clusters_[i]->name()), std::move(firsts[i].reason)});
}

std::vector<DatabaseLink> link_databases(const Workload& workload, const ClusterNames& clusters, const Policy& policy,
                                         const std::deque<Plan>& plans) {
  std::vector<DatabaseLink> links;
  link_declared(workload, policy, plans, links);
  clusters.add_named_in(workload.object().at("spec"), links);
  for (const yaml::Node* values : workload.values) clusters.add_named_in(*values, links);
  if (links.empty()) {
    std::vector<const Cluster*> near;
    for (const Cluster* cluster : clusters.clusters()) {
      if (cluster->namespace_() == workload.namespace_()) near.push_back(cluster);
    }
    if (near.size() == 1) {
      links.push_back({std::string(near[0]->name()), fmt::format("only cluster in namespace {}", near[0]->namespace_()), true});
    }
  }
  keep_first_of_each(links);
  return links;
}

}  // namespace safeops
