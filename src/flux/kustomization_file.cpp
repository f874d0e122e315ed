#include "flux/kustomization_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "flux/kustomization_shape.hpp"
#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

constexpr std::array<std::string_view, 3> file_names{"kustomization.yaml", "kustomization.yml", "Kustomization"};

// What is only known to who runs it, or needs a network.
constexpr std::array<std::string_view, 4> skipped_fields{"validators", "helmCharts", "helmChartInflationGenerator", "openapi"};

struct Deprecated {
  std::string_view field;
  std::string_view successor;
};
constexpr std::array deprecated_fields{Deprecated{"bases", "resources"},         Deprecated{"imageTags", "images"},
                                       Deprecated{"commonLabels", "labels"},     Deprecated{"patchesStrategicMerge", "patches"},
                                       Deprecated{"patchesJson6902", "patches"}, Deprecated{"vars", "replacements"}};

void note_fields(const yaml::Node& root, std::vector<Problem>& problems) {
  for (const auto& [key, value] : root.members()) {
    const bool skipped = std::find(skipped_fields.begin(), skipped_fields.end(), key.text()) != skipped_fields.end();
    if (skipped && !(value.items().empty() && value.members().empty()))
      note(problems, key.place(), fmt::format("`{}` is not rendered", key.text()));
    for (const Deprecated& deprecated : deprecated_fields)
      if (deprecated.field == key.text())
        note(problems, key.place(), fmt::format("`{}` is deprecated: use `{}`", key.text(), deprecated.successor));
  }
}

void check_type(const yaml::Node& root, std::vector<Problem>& problems) {
  const std::string_view kind = root["kind"].text();
  const std::string_view version = root["apiVersion"].text();
  if (!kind.empty() && kind != "Kustomization" && kind != "Component")
    error(problems, root["kind"].place(), "kind of a kustomization is Kustomization or Component");
  const std::string_view wanted = kind == "Component" ? "kustomize.config.k8s.io/v1alpha1" : "kustomize.config.k8s.io/v1beta1";
  if (!version.empty() && version != wanted)
    error(problems, root["apiVersion"].place(), fmt::format("apiVersion of this kind is {}", wanted));
}

void fold_field(yaml::Node& root, std::string_view old_name, std::string_view name) {
  const yaml::Node* old = root.find(old_name);
  if (!old) return;
  const yaml::Node entries = *old;
  root.erase(old_name);
  yaml::Node* list = root.find(name);
  if (!list) list = &root.set(name, yaml::Node::sequence(entries.place()));
  for (const yaml::Node& entry : entries.items()) list->append(entry);
}

const text::Source* find_source(std::string_view directory, TreeReader& reader, std::vector<Problem>& problems) {
  const text::Source* found = nullptr;
  for (const std::string_view name : file_names) {
    const text::Source* source = reader.source(*join_path(directory, name));
    if (source && found)
      error(problems, text::line_place(*source, 1),
            fmt::format("directory `{}` has more than one kustomization file", text::visible(directory)));
    if (source && !found) found = source;
  }
  return found;
}

yaml::Node first_document(const yaml::File& file, text::Place place, std::vector<Problem>& problems) {
  for (const yaml::Problem& problem : file.problems)
    if (problem.kind != yaml::Problem::Kind::duplicate_key)  // the last one counts, as for kustomize
      error(problems, problem.place, fmt::format("kustomization: {}", problem.message));
  for (const yaml::Document& document : file.documents)
    if (document.root && !document.root.is_null()) return document.root;
  return yaml::Node::map(place);
}

}  // namespace

bool is_kustomization_name(std::string_view name) {
  return std::find(file_names.begin(), file_names.end(), name) != file_names.end();
}

bool KustomizationFile::is_empty() const {
  return std::all_of(root.members().begin(), root.members().end(), [](const yaml::Node::Member& member) {
    const std::string_view key = member.first.text();
    const bool says_nothing = member.second.is_scalar() && member.second.text().empty();
    return key == "apiVersion" || key == "kind" || member.second.is_null() || says_nothing;
  });
}

std::optional<KustomizationFile> load_kustomization(std::string_view directory, TreeReader& reader,
                                                    std::vector<Problem>& problems, Unknown unknown) {
  const text::Source* source = find_source(directory, reader, problems);
  if (!source) return {};
  const text::Place place = text::line_place(*source, 1);
  if (!source->readable()) error(problems, place, "the kustomization file cannot be read as text");
  KustomizationFile file{std::string(directory), first_document(reader.yaml(*source), place, problems), place};
  require_shape(file.root, kustomization_shape, {.what = "a kustomization", .unknown_fields = unknown == Unknown::dropped},
                problems);
  if (!file.root.is_map()) file.root = yaml::Node::map(place);
  check_type(file.root, problems);
  note_fields(file.root, problems);
  fold_field(file.root, "bases", "resources");
  fold_field(file.root, "imageTags", "images");
  return file;
}

}  // namespace safeops::flux
