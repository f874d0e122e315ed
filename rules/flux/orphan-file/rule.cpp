#include <algorithm>
#include <map>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view name_of(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

// `.github`, `.archive`, `values.example.yaml`: kept apart on purpose.
bool is_set_aside(std::string_view path) {
  const std::string_view name = name_of(path);
  return path.starts_with('.') || path.find("/.") != path.npos || name.find(".example.") != name.npos ||
         name.find(".sample.") != name.npos;
}

bool builds(const Change& change) {
  const auto& units = change.head().delivery().units;
  return std::none_of(units.begin(), units.end(), [](const flux::Unit& unit) { return unit.build->failed(); });
}

// A Kustomization whose source is elsewhere may still mean this directory: an artifact made from it.
bool may_be_delivered_elsewhere(const Change& change, std::string_view path) {
  const auto& units = change.head().delivery().units;
  return std::any_of(units.begin(), units.end(), [&](const flux::Unit& unit) {
    return unit.is_foreign && !unit.path.empty() && path.find(unit.path + '/') != path.npos;
  });
}

bool holds_a_database(const std::vector<flux::Object>& objects) {
  return std::any_of(objects.begin(), objects.end(),
                     [](const flux::Object& object) { return object.group() == "postgresql.cnpg.io"; });
}

// Does Flux apply a neighbour? Then it is expected to be applied too. A database also when the file of the same name is applied
// in a directory beside it: that is another environment, where for other objects it may be a choice of variants.
bool is_expected(const Change& change, std::string_view path, bool is_database) {
  const std::string_view directory = directory_of(path);
  const std::string_view parent = directory_of(directory);
  const std::string below = parent.empty() ? "" : std::string(parent) + '/';
  const auto& reached = change.head().delivery().reached;
  for (auto file = reached.lower_bound(below); file != reached.end() && file->starts_with(below); ++file) {
    const std::string_view other = directory_of(*file);
    const bool is_variant = directory_of(other) == parent && name_of(*file) == name_of(path);
    if (other == directory || (is_database && is_variant)) return true;
  }
  return false;
}

// An edit of what was not applied before either changes nothing.
bool is_news(const Change& change, const WatchedFile& file) {
  return !file.base || change.base().delivery().reached.contains(file.file->base->path);
}

bool is_orphan(const Change& change, const WatchedFile& file) {
  if (file.kind != WatchedFile::Kind::manifest || !file.head || !file.yaml) return false;
  if (change.head().delivery().reached.contains(file.path())) return false;
  if (is_set_aside(file.path()) || may_be_delivered_elsewhere(change, file.path())) return false;
  std::vector<flux::Object> objects = flux::objects_in(*file.yaml);
  std::erase_if(objects, [](const flux::Object& object) { return object.group() == "kustomize.config.k8s.io"; });
  const bool is_database = holds_a_database(objects);
  return !objects.empty() && (is_database || is_news(change, file)) && is_expected(change, file.path(), is_database);
}

void check(const Change& change, Findings& out) {
  if (!change.head().delivery().has_flux || !builds(change)) return;
  std::map<std::string_view, std::vector<const WatchedFile*>> orphans;
  for (const WatchedFile& file : change.watched())
    if (is_orphan(change, file)) orphans[directory_of(file.path())].push_back(&file);
  for (const auto& [directory, files] : orphans) {
    const std::string others = files.size() > 1 ? fmt::format(" and {} more in {}", files.size() - 1, directory) : "";
    out.add(
        {.place = files.front()->first_changed_line(),
         .what = fmt::format("{}{}: no kustomization leads there, so Flux does not apply it", files.front()->path(), others),
         .why = "What lies beside it is applied. What is merged here looks delivered and is not.",
         .next = fmt::format(
             "Name it under `resources:` of a kustomization that Flux applies (in {}, or above it), or delete it.", directory)});
  }
}

}  // namespace

extern constinit const Rule flux_orphan_file{.title = "A manifest that nothing applies", .level = Level::note, .check = check};

}  // namespace safeops::rules
