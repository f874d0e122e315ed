#include "flux/resource.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

#include "flux/refusal.hpp"

namespace safeops::flux {
namespace {

// The version is left out: a patch may change it, and it says little.
std::size_t hash(std::string_view kind, std::string_view name_space, std::string_view name) {
  std::size_t combined = 0;
  for (const std::string_view part : {kind, name_space, name}) combined = combined * 31 + std::hash<std::string_view>{}(part);
  return combined;
}

std::string counting_namespace(const Object& object) {
  if (is_cluster_wide(object.api_version(), object.kind())) return std::string(no_namespace);
  return object.namespace_().empty() ? "default" : std::string(object.namespace_());
}

}  // namespace

ResourceId resource_id(const Object& object) {
  return {type_of(object.root()), counting_namespace(object), std::string(object.name())};
}

bool Resource::is_cluster_wide() const {
  return flux::is_cluster_wide(object.api_version(), object.kind());
}

ResourceId Resource::id() const {
  return resource_id(object);
}

Type Resource::type_with(const std::string& kind) const {
  Type type = type_of(object.root());
  type.kind = kind;
  return type;
}

std::vector<ResourceId> Resource::all_ids() const {
  std::vector<ResourceId> ids;
  ids.reserve(previous.size() + 1);
  for (const Name& name : previous) ids.push_back(id_of(name));
  ids.push_back(id());
  return ids;
}

bool Resource::was(const ResourceId& wanted) const {
  const std::vector<ResourceId> ids = all_ids();
  return std::find(ids.begin(), ids.end(), wanted) != ids.end();
}

void Resource::remember_id() {
  previous.push_back({std::string(object.kind()), counting_namespace(object), std::string(object.name())});
}

void Resource::forget() {
  previous.clear();
  prefixes.clear();
  suffixes.clear();
  generated = needs_hash = false;
  behavior = Behavior::create;
}

void ResourceList::index(const Resource& item, std::size_t position) {
  positions_.emplace(hash(item.object.kind(), counting_namespace(item.object), item.object.name()), position);
  for (const Resource::Name& name : item.previous) positions_.emplace(hash(name.kind, name.namespace_, name.name), position);
}

std::vector<std::size_t> ResourceList::candidates(const ResourceId& id) {
  for (; indexed_ < items_.size(); ++indexed_) index(items_[indexed_], indexed_);
  std::vector<std::size_t> found;
  const auto [first, last] = positions_.equal_range(hash(id.type.kind, id.namespace_, id.name));
  for (auto entry = first; entry != last; ++entry) found.push_back(entry->second);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

Resource* ResourceList::append(Resource&& resource) {
  const ResourceId id = resource.id();
  for (const std::size_t position : candidates(id))
    if (items_[position].id() == id) return &items_[position];
  items_.push_back(std::move(resource));
  return nullptr;
}

std::vector<Resource*> ResourceList::find(const ResourceId& id) {
  std::vector<Resource*> found;
  for (const std::size_t position : candidates(id))
    if (items_[position].was(id)) found.push_back(&items_[position]);
  return found;
}

void ResourceList::note_id(const Resource& item) {
  const auto position = static_cast<std::size_t>(&item - items_.data());
  if (position < indexed_) index(item, position);
}

void ResourceList::require_different_ids(text::Place place, std::string_view doing) {
  std::map<ResourceId, const Resource*> seen;
  for (const Resource& item : items_) {
    const auto [first, fresh] = seen.emplace(item.id(), &item);
    if (!fresh) throw Refusal{place, fmt::format("{} gives two objects the id {}", doing, item.object.id().text())};
  }
}

bool ResourceList::may_look_at_all() {
  constexpr std::size_t most_looks = 1'000'000;
  looks_ += items_.size();
  return looks_ <= most_looks;
}

void ResourceList::forget_ids() {
  positions_.clear();
  indexed_ = 0;
}

}  // namespace safeops::flux
