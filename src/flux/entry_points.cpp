#include "flux/entry_points.hpp"

#include <algorithm>
#include <map>

#include "flux/generated_kustomization.hpp"
#include "flux/kustomization_file.hpp"
#include "flux/repository_path.hpp"

namespace safeops::flux {
namespace {

SourceReference most_used_source(const std::vector<Object>& kustomizations) {
  std::map<SourceReference, std::size_t> uses;
  for (const Object& kustomization : kustomizations) ++uses[source_of(kustomization)];
  const auto most =
      std::max_element(uses.begin(), uses.end(), [](const auto& one, const auto& other) { return one.second < other.second; });
  return most == uses.end() ? SourceReference{} : most->first;
}

bool is_directory(const git::Snapshot& snapshot, const std::string& path) {
  if (path.empty()) return true;
  const auto entry = snapshot.find(path);
  return entry && entry->mode == git::Mode::directory;
}

// Every way a kustomization has to name a file as a patch.
void add_patch_files(std::string_view directory, const yaml::Node& kustomization, std::set<std::string, std::less<>>& files) {
  const auto add = [&](const yaml::Node& path) {
    if (auto joined = join_path(directory, path.text()); joined && !path.text().empty()) files.insert(std::move(*joined));
  };
  for (const std::string_view field : {"patches", "patchesJson6902"})
    for (const yaml::Node& patch : kustomization[field].items()) add(patch["path"]);
  for (const yaml::Node& patch : kustomization["patchesStrategicMerge"].items()) add(patch);
}

}  // namespace

EntryPoints::EntryPoints(const git::Snapshot& snapshot, UnitBuilder& builder, Prefetch& prefetch,
                         const std::vector<git::Entry>& kustomizations)
    : snapshot_(snapshot), builder_(builder), prefetch_(prefetch), kustomizations_(kustomizations) {
  for (const git::Entry& file : kustomizations) directories_.emplace(parent_directory(file.path));
}

EntryPoints::Written EntryPoints::written_at(const Object& object) {
  const text::Place place = object.place();
  return {place.path(), place.span.begin};
}

std::vector<Object> EntryPoints::among(std::vector<Object> declared, const std::function<IgnoreRules(const Object&)>& rules_of) {
  remove_patches(declared);
  usual_ = most_used_source(declared);
  std::vector<std::string> directories;
  for (const Object& kustomization : declared) directories.push_back(path_of(kustomization));
  prefetch_.run(std::move(directories));
  std::deque<IgnoreRules> rules;
  std::vector<const Object*> built;
  std::vector<UnitBuilder::Recipe> recipes;
  for (const Object& kustomization : declared) {
    if (source_of(kustomization) != usual_) continue;
    built.push_back(&kustomization);
    recipes.push_back(builder_.flux(kustomization, rules.emplace_back(rules_of(kustomization))));
  }
  builder_.build_all(recipes, [&](std::size_t index, const auto& build) { take_in(*built[index], *build); });
  std::vector<Object> entries;
  std::copy_if(declared.begin(), declared.end(), std::back_inserter(entries),
               [&](const Object& kustomization) { return is_entry(kustomization); });
  if (entries.empty() && !declared.empty()) entries.push_back(declared.front());
  return entries;
}

SourceReference EntryPoints::source_behind(const Object& entry) const {
  const std::string path = path_of(entry);
  return !path.empty() && is_directory(snapshot_, path) ? source_of(entry) : usual_;
}

void EntryPoints::remove_patches(std::vector<Object>& declared) {
  std::set<std::string_view> names;
  for (const Object& kustomization : declared) names.insert(base_name(kustomization.place().path()));
  const auto names_one = [&](std::string_view text) {
    return text.find("patch") != text.npos &&
           std::any_of(names.begin(), names.end(), [&](std::string_view name) { return text.find(name) != text.npos; });
  };
  std::set<std::string, std::less<>> patches;
  for (const git::Entry& file : kustomizations_)
    if (names_one(builder_.text_of(file))) add_patch_files(parent_directory(file.path), builder_.first_document(file), patches);
  std::erase_if(declared, [&](const Object& object) { return patches.contains(object.place().path()); });
}

void EntryPoints::take_in(const Object& kustomization, const Build& build) {
  bool delivers = false;
  for (const Object& object : build.objects) {
    if (!is_flux_kustomization(object) || written_at(object) == written_at(kustomization)) continue;
    delivered_.insert(written_at(object));
    delivers = true;
  }
  if (!delivers) return;
  delivering_.insert(written_at(kustomization));
  for (const std::string& input : build.inputs)
    if (is_kustomization_name(base_name(input))) governed_.emplace(parent_directory(input));
}

bool EntryPoints::is_entry(const Object& kustomization) const {
  const Written written = written_at(kustomization);
  if (delivered_.contains(written)) return false;
  if (delivering_.empty() || delivering_.contains(written)) return true;
  return is_directory(snapshot_, path_of(kustomization)) && !is_switched_off(kustomization);
}

bool EntryPoints::is_switched_off(const Object& kustomization) const {
  std::string_view directory = parent_directory(kustomization.place().path());
  while (!directories_.contains(directory)) {
    if (directory.empty()) return false;
    directory = parent_directory(directory);
  }
  return governed_.contains(directory);
}

}  // namespace safeops::flux
