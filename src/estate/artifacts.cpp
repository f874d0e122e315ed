#include "estate/artifacts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "estate/workload.hpp"
#include "text/escape.hpp"

namespace safeops {
namespace {

constexpr std::string_view source_group = "source.toolkit.fluxcd.io";

void add_image(const yaml::Node& reference, std::string slot, std::vector<Artifact>& artifacts) {
  if (!reference.is_scalar()) return;
  Artifact artifact = parse_image(reference.text());
  artifact.slot = std::move(slot);
  artifact.place = reference.place();
  artifacts.push_back(std::move(artifact));
}

void add_pod_images(const yaml::Node& pod, std::vector<Artifact>& artifacts) {
  for (const std::string_view list : {"initContainers", "containers"})
    for (const yaml::Node& container : pod[list].items())
      add_image(container["image"], fmt::format("{}/{}", list, container["name"].text()), artifacts);
  for (const yaml::Node& volume : pod["volumes"].items())
    add_image(volume.at("image.reference"), fmt::format("volumes/{}", volume["name"].text()), artifacts);
}

// A map such as {repository, tag, digest}.
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
bool names_a_tag(std::string_view key) {
  return key == "imageTag" || key.ends_with("ImageTag") || key.ends_with("image_tag");
}

bool is_image_map(std::string_view key, const yaml::Node& value) {
  return value.is_map() && (names_an_image(key) || (value["repository"].is_scalar() && (value["tag"] || value["digest"])));
}

bool is_image_text(std::string_view key, const yaml::Node& value) {
  return names_an_image(key) && value.text().find_first_of(":@") != std::string_view::npos;
}

void add_value_images(const yaml::Node& node, const std::string& path, std::vector<Artifact>& artifacts) {
  for (const auto& [key, value] : node.members()) {
    const std::string below = fmt::format("{}.{}", path, key.text());
    if (is_image_text(key.text(), value))
      add_image(value, below, artifacts);
    else if (is_image_map(key.text(), value))
      add_image_map(value, below, artifacts);
    else if (names_a_tag(key.text()) && value.is_scalar())
      artifacts.push_back({.slot = below, .name = {}, .tag = std::string(value.text()), .digest = {}, .place = value.place()});
    else
      add_value_images(value, below, artifacts);
  }
  for (std::size_t i = 0; i < node.items().size(); ++i)
    add_value_images(node.items()[i], fmt::format("{}[{}]", path, i), artifacts);
}

// A later file may give only the tag of what an earlier one names.
void override(std::vector<Artifact>& artifacts, Artifact image) {
  const auto same = std::find_if(artifacts.begin(), artifacts.end(),
                                 [&](const Artifact& other) { return other.form == image.form && other.slot == image.slot; });
  if (same == artifacts.end()) return artifacts.push_back(std::move(image));
  if (image.name.empty()) image.name = std::move(same->name);
  *same = std::move(image);
}

void add_chart(const flux::Object& release, std::vector<Artifact>& artifacts) {
  const yaml::Node& chart = release.at("spec.chart.spec");
  if (!chart.is_map()) return;
  const std::string_view kind = chart["sourceRef"]["kind"].text();
  if (kind == "GitRepository" || kind == "Bucket") return;  // `version` is not looked at: HelmChartSpec.version
  artifacts.push_back({.form = Artifact::Form::chart,
                       .slot = "chart",
                       .name = std::string(chart["chart"].text()),
                       .tag = std::string(chart["version"].text()),
                       .digest = {},
                       .place = chart["version"] ? chart["version"].place() : chart["chart"].place()});
}

// In the order in which source-controller looks at them.
const yaml::Node& version_of(const flux::Object& source) {
  constexpr std::array git = {"commit", "name", "semver", "tag", "branch"};
  constexpr std::array oci = {"semver", "tag"};
  const yaml::Node& ref = source.at("spec.ref");
  if (source.kind() == "HelmChart") return source.at("spec.version");
  if (source.kind() == "GitRepository") {
    for (const char* field : git)
      if (ref[field]) return ref[field];
  }
  for (const char* field : oci)
    if (ref[field]) return ref[field];
  return ref["none"];
}

// A repository of charts says nothing about their versions.
bool has_a_version(const flux::Object& source) {
  return source.kind() == "OCIRepository" || source.kind() == "GitRepository" || source.kind() == "HelmChart";
}

// A chart that lies in the repository itself has the repository's version.
bool is_own_source(const Resource& release, const flux::Object& source) {
  if (!release.unit->kustomization) return false;
  const flux::Object& kustomization = *release.unit->kustomization;
  const yaml::Node& own = kustomization.at("spec.sourceRef");
  const std::string_view namespace_ = own["namespace"].text().empty() ? kustomization.namespace_() : own["namespace"].text();
  return own["kind"].text() == source.kind() && own["name"].text() == source.name() && namespace_ == source.namespace_();
}

void add_source(const Resource& release, const yaml::Node& reference, const FluxSources& sources,
                std::vector<Artifact>& artifacts) {
  const std::string_view own = reference["namespace"].text();
  const flux::Object* source = sources.find(release.unit->cluster, reference["kind"].text(),
                                            own.empty() ? release.object->namespace_() : own, reference["name"].text());
  if (!source || !has_a_version(*source) || is_own_source(release, *source)) return;
  const yaml::Node& version = version_of(*source);
  const yaml::Node& digest = source->at("spec.ref.digest");
  artifacts.push_back({.form = source->kind() == "HelmChart" ? Artifact::Form::chart : Artifact::Form::source,
                       .slot = "source",
                       .name = std::string(source->name()),
                       .tag = std::string(version.text()),
                       .digest = std::string(digest.text()),
                       .place = version  ? version.place()
                                : digest ? digest.place()
                                         : source->place("spec.ref")});
}

bool is_opaque(std::string_view text) {
  return text.find("${") != text.npos;
}

bool is_range(std::string_view version) {
  return version.empty() || version.find_first_of("*<>^~|, ") != version.npos || version.ends_with(".x") || version == "x";
}

// Tags that are moved on purpose. Numbers may be moved too (`17`, `1.4`), but which are cannot be told from the text.
bool is_moving_tag(std::string_view tag) {
  constexpr std::array tags = {"latest", "main", "master", "trunk",   "head", "HEAD",    "develop", "dev",
                               "edge",   "next", "stable", "nightly", "beta", "rolling", "canary",  "unstable"};
  return tag.empty() || std::find(tags.begin(), tags.end(), tag) != tags.end();
}

}  // namespace

FluxSources::FluxSources(const std::deque<Resource>& resources) {
  for (const Resource& resource : resources) {
    const flux::Object& object = *resource.object;
    if (object.group() != source_group || !resource.unit) continue;
    by_key_.try_emplace({resource.unit->cluster, object.kind(), object.namespace_(), object.name()}, &object);
  }
}

const flux::Object* FluxSources::find(std::string_view cluster, std::string_view kind, std::string_view namespace_,
                                      std::string_view name) const {
  const auto found = by_key_.find({cluster, kind, namespace_, name});
  return found == by_key_.end() ? nullptr : found->second;
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

std::vector<Artifact> read_artifacts(const Resource& workload, const FluxSources& sources,
                                     const std::vector<const yaml::Node*>& values) {
  const flux::Object& object = *workload.object;
  std::vector<Artifact> artifacts;
  if (!is_helm_release(object)) {
    add_pod_images(pod_spec(object), artifacts);
    return artifacts;
  }
  add_chart(object, artifacts);
  for (const std::string_view reference : {"spec.chartRef", "spec.chart.spec.sourceRef"})
    if (object.at(reference).is_map()) add_source(workload, object.at(reference), sources, artifacts);
  for (const yaml::Node* map : values) {
    std::vector<Artifact> images;
    add_value_images(*map, "values", images);
    for (Artifact& image : images) override(artifacts, std::move(image));
  }
  return artifacts;
}

std::string Artifact::version() const {
  const std::string short_digest = digest.substr(0, std::string_view("sha256:12345678").size());
  const std::string text = digest.empty() ? tag : tag.empty() ? short_digest : tag + "@" + short_digest;
  return text::visible(text.empty() ? "(none)" : text);
}

bool Artifact::is_floating() const {
  if (!digest.empty() || is_opaque(tag) || is_opaque(name)) return false;
  switch (form) {
    case Form::image:
      return is_moving_tag(tag);
    case Form::chart:
      return is_range(tag);
    case Form::source:
      return is_moving_tag(tag) || is_range(tag);
    case Form::configuration:
      return false;
  }
  return false;
}

}  // namespace safeops
