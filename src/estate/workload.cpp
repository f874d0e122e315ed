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

// Does `text` hold `word` as a whole host or object name?
bool holds_name(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const bool starts = at == 0 || !is_name_character(text[at - 1]);
    const std::size_t end = at + word.size();
    if (starts && (end == text.size() || !is_name_character(text[end]))) return true;
  }
  return false;
}

// Of its services, then of its Secrets.
constexpr std::array<std::string_view, 5> cluster_suffixes = {"-rw", "-ro", "-r", "-app", "-superuser"};

std::string reason_in_text(std::string_view text, std::string_view cluster) {
  for (const std::string_view service : {"-rw", "-ro", "-r"}) {
    const std::string host = fmt::format("{}{}", cluster, service);
    if (holds_name(text, host)) return fmt::format("host {}", host);
  }
  for (const std::string_view suffix : {"-app", "-superuser"}) {
    const std::string secret = fmt::format("{}{}", cluster, suffix);
    if (text == secret) return fmt::format("Secret {}", secret);
  }
  return "";
}

std::string reason_in_object(const yaml::Node& root, const Cluster& cluster) {
  const std::string_view owner_secret = cluster.object().at("spec.bootstrap.initdb.secret.name").text();
  std::string reason;
  visit_scalars(root, [&](const yaml::Node& scalar) {
    if (!reason.empty()) return;
    reason = reason_in_text(scalar.text(), cluster.name());
    if (reason.empty() && !owner_secret.empty() && scalar.text() == owner_secret) reason = fmt::format("Secret {}", owner_secret);
  });
  return reason;
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
    const std::string_view text = scalar.text();
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = begin;
      while (end < text.size() && is_name_character(text[end])) ++end;
      const std::string_view word = text.substr(begin, end - begin);
      for (const std::string_view suffix : cluster_suffixes)
        if (word.ends_with(suffix)) mentions.emplace_back(word.substr(0, word.size() - suffix.size()), &scalar);
      begin = end + 1;
    }
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

std::vector<DatabaseLink> link_databases(const Workload& workload, const std::vector<const Cluster*>& clusters,
                                         const Policy& policy, const std::deque<Plan>& plans) {
  std::vector<DatabaseLink> links;
  link_declared(workload, policy, plans, links);
  for (const Cluster* cluster : clusters) {
    const std::string reason = reason_in_object(workload.object().at("spec"), *cluster);
    if (!reason.empty()) links.push_back({std::string(cluster->name()), reason});
  }
  if (links.empty()) {
    std::vector<const Cluster*> near;
    for (const Cluster* cluster : clusters) {
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
