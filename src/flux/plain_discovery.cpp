#include <algorithm>
#include <iterator>
#include <set>

#include "flux/chart_template.hpp"
#include "flux/discovery.hpp"
#include "flux/repository_path.hpp"

namespace safeops::flux {
namespace {

// The directories a kustomization builds on.
void collect_used(const yaml::Node& root, std::string_view directory, std::set<std::string>& used) {
  for (const std::string_view field : {"resources", "bases", "components"})
    for (const yaml::Node& entry : root[field].items())
      if (auto path = join_path(directory, entry.text())) used.insert(std::move(*path));
}

// What the gate reads for itself is applied nowhere.
bool is_of_the_gate(std::string_view path) {
  return path.starts_with(".safeops/");
}

Unit make_unit(std::string_view directory, std::shared_ptr<const Build> build) {
  Unit unit;
  unit.name = directory.empty() ? "." : directory;
  unit.id = unit.name;
  unit.path = directory;
  unit.build = std::move(build);
  return unit;
}

}  // namespace

void find_plain_units(const TreeScan::Found& found, const git::Snapshot& snapshot, UnitBuilder& builder, Delivery& delivery) {
  std::set<std::string> used;
  std::set<std::string> overlays;
  for (const git::Entry& file : found.kustomizations) {
    const std::string_view directory = parent_directory(file.path);
    const yaml::Node& root = builder.first_document(file);
    collect_used(root, directory, used);
    if (root["kind"].text() != "Component") overlays.emplace(directory);
  }
  std::vector<std::string> unused;
  std::set_difference(overlays.begin(), overlays.end(), used.begin(), used.end(), std::back_inserter(unused));
  std::vector<UnitBuilder::Recipe> recipes;
  for (const std::string& directory : unused) recipes.push_back(builder.kustomize(directory));
  builder.build_all(recipes, [&](std::size_t index, const std::shared_ptr<const Build>& build) {
    delivery.units.push_back(make_unit(unused[index], builder.discreet(build)));
  });
  if (!found.kustomizations.empty()) return;
  std::set<std::string> directories;
  for (const git::Entry& file : found.manifests)
    if (!is_of_the_gate(file.path) && !is_chart_template(file.path, snapshot)) directories.emplace(parent_directory(file.path));
  for (const std::string& directory : directories) {
    auto build = builder.discreet(builder.build(builder.plain(directory)));
    if (!build->objects.empty() || build->failed()) delivery.units.push_back(make_unit(directory, std::move(build)));
  }
}

}  // namespace safeops::flux
