#include "estate/placement.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "estate/glob.hpp"

namespace safeops {
namespace {

using Spellings = std::initializer_list<std::string_view>;
constexpr std::size_t deepest_chain = 64;  // Kustomizations above one another; more is a loop

const std::array<Spellings, 3> usual_spellings = {
    Spellings{"dev", "devel", "develop", "development"},
    Spellings{"stage", "staging", "stg"},
    Spellings{"prod", "production", "prd", "live"},
};

bool is_spelled(std::string_view word, std::string_view name) {
  if (word == name) return true;
  return std::any_of(usual_spellings.begin(), usual_spellings.end(), [&](const Spellings& group) {
    const auto holds = [&](std::string_view text) { return std::find(group.begin(), group.end(), text) != group.end(); };
    return holds(word) && holds(name);
  });
}

}  // namespace

Placement::Placement(const std::vector<Environment>& environments, const flux::Delivery& delivery)
    : environments_(&environments), delivery_(&delivery) {}

const Environment* Placement::by_policy(std::string_view path, std::string_view namespace_) const {
  for (const Environment& environment : *environments_) {
    const auto holds = [&](const std::string& pattern) { return glob_matches(pattern, path); };
    if (std::any_of(environment.paths.begin(), environment.paths.end(), holds)) return &environment;
  }
  for (const Environment& environment : *environments_) {
    const auto& names = environment.namespaces;
    if (std::find(names.begin(), names.end(), namespace_) != names.end()) return &environment;
  }
  return nullptr;
}

// A word is an environment's when it is spelled so, or when one of its parts between `-`, `_` and `.` is.
const Environment* Placement::by_word(std::string_view word) const {
  for (const Environment& environment : *environments_) {
    if (is_spelled(word, environment.name)) return &environment;
  }
  for (std::size_t begin = 0; begin < word.size();) {
    const std::size_t end = std::min(word.find_first_of("-_.", begin), word.size());
    for (const Environment& environment : *environments_) {
      if (is_spelled(word.substr(begin, end - begin), environment.name)) return &environment;
    }
    begin = end + 1;
  }
  return nullptr;
}

const Environment* Placement::by_path(std::string_view path) const {
  while (!path.empty()) {
    const std::size_t slash = path.rfind('/');
    if (const Environment* found = by_word(path.substr(slash == path.npos ? 0 : slash + 1))) return found;
    path = slash == path.npos ? std::string_view{} : path.substr(0, slash);
  }
  return nullptr;
}

const Environment* Placement::of(const flux::Object& object, const flux::Unit& unit) const {
  if (const Environment* found = by_policy(unit.path, object.namespace_())) return found;
  const flux::Unit* level = &unit;
  for (std::size_t i = 0; level && i < deepest_chain; ++i) {
    if (const Environment* found = by_path(level->path)) return found;
    if (level->kustomization) {
      if (const Environment* found = by_word(level->kustomization->name())) return found;
    }
    const auto above = std::find_if(delivery_->units.begin(), delivery_->units.end(),
                                    [&](const flux::Unit& candidate) { return candidate.name == level->applied_by; });
    level = level->applied_by.empty() || above == delivery_->units.end() ? nullptr : &*above;
  }
  return by_word(object.namespace_());
}

const Environment* Placement::of_file(const flux::Object& object, std::string_view path) const {
  if (const Environment* found = by_policy(path, object.namespace_())) return found;
  const std::size_t slash = path.rfind('/');
  if (slash != path.npos) {
    if (const Environment* found = by_path(path.substr(0, slash))) return found;
  }
  return by_word(object.namespace_());
}

}  // namespace safeops
