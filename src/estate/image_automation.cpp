#include "estate/image_automation.hpp"

#include <algorithm>

#include "flux/repository_path.hpp"

namespace safeops {
namespace {

constexpr std::string_view group = "image.toolkit.fluxcd.io";

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  return begin == text.npos ? std::string_view{} : text.substr(begin);
}

// The text between the next two double quotes, and what follows them.
std::optional<std::string_view> quoted(std::string_view& text) {
  const std::string_view rest = without_blanks(text);
  const std::size_t end = rest.starts_with('"') ? rest.find('"', 1) : rest.npos;
  if (end == rest.npos) return {};
  text = rest.substr(end + 1);
  return rest.substr(1, end - 1);
}

std::optional<ImageMarker::Part> part_of(std::string_view word) {
  using Part = ImageMarker::Part;
  if (word.empty()) return Part::reference;
  if (word == "name") return Part::name;
  if (word == "tag") return Part::tag;
  if (word == "digest") return Part::digest;
  return {};
}

std::optional<ImageMarker> parse_setter(std::string_view setter) {
  const std::size_t first = setter.find(':');
  if (first == setter.npos) return {};
  const std::string_view rest = setter.substr(first + 1);
  const std::size_t second = rest.find(':');
  const auto part = part_of(second == rest.npos ? std::string_view{} : rest.substr(second + 1));
  if (!part) return {};
  return ImageMarker{.namespace_ = std::string(setter.substr(0, first)),
                     .policy = std::string(rest.substr(0, second)),
                     .part = *part,
                     .place = {}};
}

const flux::Object* find(const std::deque<Resource>& resources, std::string_view kind, std::string_view namespace_,
                         std::string_view name) {
  const auto found = std::find_if(resources.begin(), resources.end(), [&](const Resource& resource) {
    return resource.object->is(group, kind) && resource.object->name() == name && resource.object->namespace_() == namespace_;
  });
  return found == resources.end() ? nullptr : found->object;
}

bool is_suspended(const flux::Object* object) {
  return object && object->at("spec.suspend").boolean().value_or(false);
}

// A policy that no file of the repository declares may still be there.
bool acts_on(const ImageAutomation& automation, const ImageMarker& marker, const std::deque<Resource>& resources) {
  if (automation.namespace_() != marker.namespace_) return false;
  const flux::Object* policy = find(resources, "ImagePolicy", marker.namespace_, marker.policy);
  if (!policy) return true;
  const yaml::Node& from = policy->at("spec.imageRepositoryRef");
  const std::string_view namespace_ = from["namespace"].text().empty() ? policy->namespace_() : from["namespace"].text();
  if (is_suspended(policy) || is_suspended(find(resources, "ImageRepository", namespace_, from["name"].text()))) return false;
  const auto& wanted = automation.object().at("spec.policySelector.matchLabels").members();
  return std::all_of(wanted.begin(), wanted.end(),
                     [&](const auto& label) { return policy->label(label.first.text()) == label.second.text(); });
}

bool covers(const ImageAutomation& automation, std::string_view path) {
  const auto directory = automation.directory();
  if (!directory) return false;
  return directory->empty() || (path.starts_with(*directory) && path.substr(directory->size()).starts_with('/'));
}

}  // namespace

std::optional<ImageMarker> image_marker(const text::Place& value) {
  if (!value) return {};
  const std::uint32_t number = value.start().line;
  const std::string_view line = value.source->line(number);
  const std::size_t comment = line.rfind('#');
  if (comment == line.npos) return {};
  std::string_view rest = without_blanks(line.substr(comment + 1));
  if (!rest.starts_with('{')) return {};
  rest.remove_prefix(1);
  const auto key = quoted(rest);
  rest = without_blanks(rest);
  if (key != "$imagepolicy" || !rest.starts_with(':')) return {};
  rest.remove_prefix(1);
  const auto setter = quoted(rest);
  auto marker = setter ? parse_setter(*setter) : std::nullopt;
  if (marker) marker->place = line_place(*value.source, number);
  return marker;
}

std::optional<std::string> ImageAutomation::directory() const {
  const yaml::Node& path = object().at("spec.update.path");
  if (path.is_opaque()) return {};
  return flux::join_path("", path.text());
}

bool ImageAutomation::pushes_directly() const {
  const std::string_view read = object().at("spec.git.checkout.ref.branch").text();
  const std::string_view written = object().at("spec.git.push.branch").text();
  return written.empty() || read.empty() || written == read;
}

std::vector<const ImageAutomation*> automations_releasing(const Workload& workload,
                                                          const std::deque<ImageAutomation>& automations,
                                                          const std::deque<Resource>& resources) {
  std::vector<const ImageAutomation*> found;
  for (const ImageAutomation& automation : automations) {
    if (automation.suspended() || !automation.pushes_directly()) continue;
    const bool releases = std::any_of(workload.artifacts.begin(), workload.artifacts.end(), [&](const Artifact& artifact) {
      const auto marker = image_marker(artifact.place);
      return marker && covers(automation, artifact.place.path()) && acts_on(automation, *marker, resources);
    });
    if (releases) found.push_back(&automation);
  }
  return found;
}

}  // namespace safeops
