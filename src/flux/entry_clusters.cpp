#include "flux/entry_clusters.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "flux/flux_kustomization.hpp"
#include "flux/repository_path.hpp"

namespace safeops::flux {
namespace {

using Paths = std::set<std::string, std::less<>>;

// The beginning of `path`, in whole parts, that `other` does not share.
std::string_view apart(std::string_view path, std::string_view other) {
  const auto differ = std::mismatch(path.begin(), path.end(), other.begin(), other.end()).first;
  return path.substr(0, path.find('/', static_cast<std::size_t>(differ - path.begin())));
}

// Of paths in order, those next to one share the most with it.
void add_clusters(const std::set<std::string_view>& namesakes, Paths& clusters) {
  for (auto path = namesakes.begin(); path != namesakes.end(); ++path) {
    std::string_view longest;
    if (path != namesakes.begin()) longest = apart(*path, *std::prev(path));
    if (const auto next = std::next(path); next != namesakes.end())
      longest = std::max(longest, apart(*path, *next), [](auto one, auto other) { return one.size() < other.size(); });
    if (!longest.empty()) clusters.emplace(longest);
  }
}

std::string cluster_above(std::string_view path, const Paths& clusters) {
  while (!path.empty() && !clusters.contains(path)) path = parent_directory(path);
  return std::string(path);
}

}  // namespace

std::vector<std::string> clusters_of(const std::vector<Object>& entries) {
  std::map<std::string, std::set<std::string_view>> by_name;
  for (const Object& entry : entries) by_name[unit_name(entry)].insert(entry.place().path());
  Paths directories;
  for (const auto& [name, paths] : by_name) add_clusters(paths, directories);
  std::vector<std::string> clusters;
  for (const Object& entry : entries) clusters.push_back(cluster_above(entry.place().path(), directories));
  const bool all_known = std::none_of(clusters.begin(), clusters.end(), [](const std::string& name) { return name.empty(); });
  return all_known ? clusters : std::vector<std::string>(entries.size());
}

}  // namespace safeops::flux
