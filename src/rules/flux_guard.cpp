#include "rules/flux_guard.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace safeops::rules {
namespace {

bool same_letters(std::string_view one, std::string_view lower) {
  return std::equal(one.begin(), one.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
}

bool says(const flux::Object& object, std::string_view key, std::string_view value) {
  const std::string whole = fmt::format("kustomize.toolkit.fluxcd.io/{}", key);
  return same_letters(object.annotation(whole), value) || same_letters(object.label(whole), value);
}

}  // namespace

bool is_pruned(const Resource& resource) {
  return resource.unit->prune && !says(*resource.object, "prune", "disabled") && !says(*resource.object, "reconcile", "disabled");
}

bool is_recreated(const Resource& resource) {
  const bool forced = resource.unit->force || says(*resource.object, "force", "enabled");
  return forced && !says(*resource.object, "reconcile", "disabled");
}

}  // namespace safeops::rules
