#include "estate/workload.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

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

bool is_helm_release(const flux::Object& object) {
  return object.is("helm.toolkit.fluxcd.io", "HelmRelease");
}

void add_container_images(const yaml::Node& pod, std::vector<Artifact>& artifacts) {
  for (const std::string_view list : {"initContainers", "containers"}) {
    for (const yaml::Node& container : pod[list].items()) {
      const yaml::Node& image = container["image"];
      if (!image.is_scalar()) continue;
      Artifact artifact = parse_image(image.text());
      artifact.slot = fmt::format("{}/{}", list, container["name"].text());
      artifact.place = image.place();
      artifacts.push_back(std::move(artifact));
    }
  }
}

// A map under a values key such as `image`: {repository, tag, digest}.
void add_image_map(const yaml::Node& map, const std::string& path, std::vector<Artifact>& artifacts) {
  const yaml::Node& tag = map["tag"];
  const yaml::Node& digest = map["digest"];
  if (!tag.is_scalar() && !digest.is_scalar()) return;
  Artifact artifact = parse_image(fmt::format("x:{}", tag.text()));
  artifact.name = std::string(map["repository"].text());
  if (artifact.name.empty()) artifact.name = std::string(map["name"].text());
  if (digest.is_scalar()) artifact.digest = std::string(digest.text());
  artifact.slot = path;
  artifact.place = tag.is_scalar() ? tag.place() : digest.place();
  artifacts.push_back(std::move(artifact));
}

bool names_an_image(std::string_view key) {
  return key == "image" || key.ends_with("Image") || key.ends_with("_image");
}

void add_value_images(const yaml::Node& node, const std::string& path, std::vector<Artifact>& artifacts) {
  for (const auto& [key, value] : node.members()) {
    const std::string below = fmt::format("{}.{}", path, key.text());
    if (names_an_image(key.text()) && value.is_scalar() && value.text().find_first_of(":@") != std::string_view::npos) {
      Artifact artifact = parse_image(value.text());
      artifact.slot = below;
      artifact.place = value.place();
      artifacts.push_back(std::move(artifact));
    } else if (names_an_image(key.text()) && value.is_map()) {
      add_image_map(value, below, artifacts);
    } else {
      add_value_images(value, below, artifacts);
    }
  }
  for (std::size_t i = 0; i < node.items().size(); ++i) {
    add_value_images(node.items()[i], fmt::format("{}[{}]", path, i), artifacts);
  }
}

void add_chart(const flux::Object& release, std::vector<Artifact>& artifacts) {
  const yaml::Node& chart = release.at("spec.chart.spec");
  if (!chart.is_map()) return;
  artifacts.push_back({.form = Artifact::Form::chart,
                       .slot = "chart",
                       .name = std::string(chart["chart"].text()),
                       .tag = std::string(chart["version"].text()),
                       .digest = {},
                       .place = chart["version"] ? chart["version"].place() : chart["chart"].place()});
}

void add_chart_source(const flux::Object& release, const std::deque<Resource>& resources, std::vector<Artifact>& artifacts) {
  const yaml::Node& ref = release.at("spec.chartRef");
  if (!ref.is_map()) return;
  const std::string_view namespace_ = ref["namespace"] ? ref["namespace"].text() : release.namespace_();
  for (const Resource& resource : resources) {
    const flux::Object& source = *resource.object;
    if (!source.is("source.toolkit.fluxcd.io", ref["kind"].text()) || source.name() != ref["name"].text()) continue;
    if (source.namespace_() != namespace_) continue;
    const yaml::Node& version = source.at("spec.ref.tag") ? source.at("spec.ref.tag") : source.at("spec.ref.semver");
    artifacts.push_back({.form = Artifact::Form::source,
                         .slot = "chartRef",
                         .name = std::string(source.name()),
                         .tag = std::string(version.text()),
                         .digest = std::string(source.at("spec.ref.digest").text()),
                         .place = version ? version.place() : source.place("spec.ref.digest")});
    return;
  }
}

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

std::string reason_in_text(std::string_view text, const Cluster& cluster) {
  for (const std::string_view service : {"-rw", "-ro", "-r"}) {
    const std::string host = fmt::format("{}{}", cluster.name(), service);
    if (holds_name(text, host)) return fmt::format("host {}", host);
  }
  for (const std::string_view suffix : {"-app", "-superuser"}) {
    const std::string secret = fmt::format("{}{}", cluster.name(), suffix);
    if (text == secret) return fmt::format("Secret {}", secret);
  }
  const std::string_view owner_secret = cluster.object().at("spec.bootstrap.initdb.secret.name").text();
  return !owner_secret.empty() && text == owner_secret ? fmt::format("Secret {}", owner_secret) : "";
}

std::string reason_in_object(const yaml::Node& root, const Cluster& cluster) {
  std::string reason;
  visit_scalars(root, [&](const yaml::Node& scalar) {
    if (reason.empty()) reason = reason_in_text(scalar.text(), cluster);
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

bool is_workload(const flux::Object& object) {
  return is_helm_release(object) || pod_spec(object).is_map();
}

Artifact parse_image(std::string_view reference) {
  Artifact artifact;
  const std::size_t at = reference.find('@');
  if (at != reference.npos) artifact.digest = std::string(reference.substr(at + 1));
  reference = reference.substr(0, at);
  const std::size_t colon = reference.rfind(':');
  const bool has_tag = colon != reference.npos && reference.find('/', colon) == reference.npos;
  artifact.name = std::string(reference.substr(0, has_tag ? colon : reference.npos));
  if (has_tag) artifact.tag = std::string(reference.substr(colon + 1));
  return artifact;
}

std::vector<Artifact> read_artifacts(const flux::Object& workload, const std::deque<Resource>& resources) {
  std::vector<Artifact> artifacts;
  if (is_helm_release(workload)) {
    add_chart(workload, artifacts);
    add_chart_source(workload, resources, artifacts);
    add_value_images(workload.at("spec.values"), "values", artifacts);
  } else {
    add_container_images(pod_spec(workload), artifacts);
  }
  return artifacts;
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
      links.push_back({std::string(near[0]->name()), fmt::format("only cluster in namespace {}", near[0]->namespace_())});
    }
  }
  keep_first_of_each(links);
  return links;
}

}  // namespace safeops
