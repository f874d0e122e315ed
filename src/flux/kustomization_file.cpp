#include "flux/kustomization_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "flux/problems.hpp"
#include "flux/repository_path.hpp"
#include "text/escape.hpp"

namespace safeops::flux {
namespace {

constexpr std::array<std::string_view, 3> file_names{"kustomization.yaml", "kustomization.yml", "Kustomization"};

constexpr std::array<std::string_view, 37> known_fields{"apiVersion",
                                                        "kind",
                                                        "metadata",
                                                        "resources",
                                                        "bases",
                                                        "components",
                                                        "namespace",
                                                        "namePrefix",
                                                        "nameSuffix",
                                                        "labels",
                                                        "commonLabels",
                                                        "commonAnnotations",
                                                        "images",
                                                        "imageTags",
                                                        "replicas",
                                                        "patches",
                                                        "patchesStrategicMerge",
                                                        "patchesJson6902",
                                                        "configMapGenerator",
                                                        "secretGenerator",
                                                        "generatorOptions",
                                                        "replacements",
                                                        "vars",
                                                        "configurations",
                                                        "crds",
                                                        "openapi",
                                                        "generators",
                                                        "transformers",
                                                        "validators",
                                                        "helmCharts",
                                                        "helmGlobals",
                                                        "helmChartInflationGenerator",
                                                        "sortOptions",
                                                        "buildMetadata",
                                                        "inventory",
                                                        "resourceFiles",
                                                        "helmChartsRepository"};

constexpr std::array<std::string_view, 10> skipped_fields{"replacements", "vars",       "configurations",
                                                          "crds",         "generators", "transformers",
                                                          "validators",   "helmCharts", "helmChartInflationGenerator",
                                                          "openapi"};

void check_fields(const yaml::Node& root, Unknown unknown, std::vector<Problem>& problems) {
  for (const auto& [key, value] : root.members()) {
    if (unknown == Unknown::refused && std::find(known_fields.begin(), known_fields.end(), key.text()) == known_fields.end())
      error(problems, key.place(), fmt::format("`{}` is no field of a kustomization", text::visible(key.text())));
    const bool skipped = std::find(skipped_fields.begin(), skipped_fields.end(), key.text()) != skipped_fields.end();
    if (skipped && !(value.items().empty() && value.members().empty()))
      note(problems, key.place(), fmt::format("`{}` is not rendered", key.text()));
  }
}

void check_kind(const yaml::Node& root, std::vector<Problem>& problems) {
  const std::string_view kind = root["kind"].text();
  if (!kind.empty() && kind != "Kustomization" && kind != "Component")
    error(problems, root["kind"].place(), "kind of a kustomization is Kustomization or Component");
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

}  // namespace

bool is_kustomization_name(std::string_view name) {
  return std::find(file_names.begin(), file_names.end(), name) != file_names.end();
}

std::optional<KustomizationFile> load_kustomization(std::string_view directory, TreeReader& reader,
                                                    std::vector<Problem>& problems, Unknown unknown) {
  const text::Source* source = find_source(directory, reader, problems);
  if (!source) return {};
  const text::Place place = text::line_place(*source, 1);
  KustomizationFile file{std::string(directory), yaml::Node::map(place), place};
  const yaml::File& parsed = reader.yaml(*source);
  for (const yaml::Problem& problem : parsed.problems)
    if (unknown == Unknown::refused || problem.kind != yaml::Problem::Kind::duplicate_key)
      error(problems, problem.place, fmt::format("kustomization: {}", problem.message));
  if (!source->readable()) error(problems, place, "the kustomization file cannot be read as text");
  for (const yaml::Document& document : parsed.documents) {
    if (!document.root.is_map()) continue;
    file.root = document.root;
    break;
  }
  check_kind(file.root, problems);
  check_fields(file.root, unknown, problems);
  fold_field(file.root, "bases", "resources");
  fold_field(file.root, "imageTags", "images");
  return file;
}

}  // namespace safeops::flux
