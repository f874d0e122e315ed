#include "rules/cause.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace safeops::rules {
namespace {

// One of the two revisions, held against the other.
struct Side {
  const Estate* estate;
  const yaml::File* WatchedFile::*own;
  const yaml::File* WatchedFile::*other;
};

const flux::Unit* find_unit(const Estate& estate, std::string_view name) {
  const auto& units = estate.delivery().units;
  const auto unit = std::find_if(units.begin(), units.end(), [&](const flux::Unit& candidate) { return candidate.name == name; });
  return unit == units.end() ? nullptr : &*unit;
}

constexpr std::array<std::string_view, 3> lists{"resources", "components", "bases"};

std::vector<const yaml::Node*> entries(const yaml::File& file) {
  std::vector<const yaml::Node*> found;
  for (const yaml::Document& document : file.documents)
    for (const std::string_view list : lists)
      for (const yaml::Node& entry : document.root[list].items()) found.push_back(&entry);
  return found;
}

bool has_entry(const yaml::File* file, std::string_view text) {
  if (!file) return false;
  const auto all = entries(*file);
  return std::any_of(all.begin(), all.end(), [&](const yaml::Node* entry) { return entry->text() == text; });
}

// Does `entry`, written in the file at `kustomization`, name `path` or a directory above it?
bool leads_to(std::string_view kustomization, std::string_view entry, std::string_view path) {
  const auto named = (std::filesystem::path(kustomization).parent_path() / entry).lexically_normal().generic_string();
  return path.starts_with(named) && (path.size() == named.size() || named.ends_with('/') || path[named.size()] == '/');
}

std::optional<text::Place> entry_towards(const Change& change, const Side& side, const flux::Unit& unit, std::string_view path) {
  for (const WatchedFile& file : change.watched()) {
    const yaml::File* own = file.*side.own;
    if (!own || !unit.build->inputs.contains(own->source->path())) continue;
    for (const yaml::Node* entry : entries(*own))
      if (leads_to(own->source->path(), entry->text(), path) && !has_entry(file.*side.other, entry->text()))
        return entry->place();
  }
  return std::nullopt;
}

// A changed file the object's own overlay is built from, where no entry says more: its `namePrefix`, a patch.
std::optional<text::Place> changed_input(const Change& change, const flux::Unit* unit) {
  if (!unit) return std::nullopt;
  for (const WatchedFile& file : change.watched())
    if (unit->build->inputs.contains(file.file->base ? file.file->base->path : file.path())) return file.first_changed_line();
  return std::nullopt;
}

// Walks up from the object to the sync root until a line of the change turns up.
text::Place cause(const Change& change, const Side& side, const Resource& resource) {
  const flux::Object* object = resource.object;
  const flux::Unit* unit = resource.unit;
  for (std::size_t level = 0; unit && level <= side.estate->delivery().units.size(); ++level) {
    if (change.touches(object->place().source)) return object->place();
    if (const auto entry = entry_towards(change, side, *unit, object->place().path())) return *entry;
    if (!unit->kustomization) break;
    object = &*unit->kustomization;
    unit = find_unit(*side.estate, unit->applied_by);
  }
  if (change.touches(object->place().source)) return object->place();
  return changed_input(change, resource.unit).value_or(resource.object->place());
}

}  // namespace

text::Place cause_of_delivery(const Change& change, const Resource& at_head) {
  return cause(change, {&change.head(), &WatchedFile::yaml, &WatchedFile::base_yaml}, at_head);
}

text::Place cause_of_removal(const Change& change, const Resource& at_base) {
  return cause(change, {&change.base(), &WatchedFile::base_yaml, &WatchedFile::yaml}, at_base);
}

bool delivery_broke(const Change& change, const Resource& at_base) {
  const std::size_t levels = change.base().delivery().units.size();
  const flux::Unit* unit = at_base.unit;
  for (std::size_t level = 0; unit && level <= levels; ++level) {
    if (const flux::Unit* now = find_unit(change.head(), unit->name)) return now->build->failed();
    unit = find_unit(change.base(), unit->applied_by);
  }
  return false;
}

}  // namespace safeops::rules
