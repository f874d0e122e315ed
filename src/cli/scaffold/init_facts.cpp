#include "cli/scaffold/init_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "text/escape.hpp"

namespace safeops {
namespace {

constexpr std::size_t longest_pattern = 300;  // as the policy's schema has it
constexpr std::size_t most_patterns = 100;
constexpr std::size_t most_doubts = 10;

using Names = std::set<std::string, std::less<>>;

// Can a policy name it: known before the cluster fills it in, and text?
bool is_nameable(std::string_view name) {
  return !name.empty() && name.find("${") == name.npos && text::to_valid_utf8(name) == name;
}

std::vector<std::string> recognised_environments(const Estate& estate) {
  std::set<std::size_t> seen;
  for (const Resource& resource : estate.resources())
    if (resource.environment) seen.insert(resource.environment->order);
  std::vector<std::string> names;
  for (const Environment& environment : estate.environments())
    if (seen.contains(environment.order)) names.push_back(environment.name);
  return names;
}

// The directory called after migrations that holds the file, or the one it stands in: some tools give each its own.
std::string migrations_directory(std::string_view path) {
  std::string_view best = path.substr(0, path.rfind('/') == path.npos ? 0 : path.rfind('/'));
  for (std::string_view above = best; !above.empty();) {
    const std::size_t slash = above.rfind('/');
    const std::string_view name = above.substr(slash == above.npos ? 0 : slash + 1);
    if (name.find("migration") != name.npos || name == "migrate") return std::string(above);
    above = slash == above.npos ? std::string_view{} : above.substr(0, slash);
  }
  return std::string(best);
}

bool runs_once(const Workload& workload) {
  return workload.object().kind() == "Job" || workload.object().kind() == "CronJob";
}

class Finder {
 public:
  explicit Finder(const Estate& estate) : estate_(&estate) {}

  InitFacts find() {
    find_environments();
    find_clusters();
    find_apps();
    find_migrations();
    for (auto& [name, database] : databases_) facts_.databases.push_back(std::move(database));
    return std::move(facts_);
  }

 private:
  void doubt(std::string sentence) {
    if (facts_.unsure.size() < most_doubts) facts_.unsure.push_back(std::move(sentence));
  }

  // One alone is chance: a directory called `dev` in a repository that is of one environment.
  void find_environments() {
    const std::vector<std::string> seen = recognised_environments(*estate_);
    const bool trusted = seen.size() > 1 || (seen.size() == 1 && estate_->policy().environment(seen.front())->is_protected);
    if (trusted) facts_.environments = seen;
    if (!trusted) doubt("Which environment is which could not be told from paths or namespaces: name them in the policy.");
    const auto& units = estate_->delivery().units;
    const auto foreign = std::count_if(units.begin(), units.end(), [](const flux::Unit& unit) { return unit.is_foreign; });
    if (foreign > 0)
      doubt(fmt::format("{} of {} Flux Kustomizations take their files from elsewhere; what is there is not seen.", foreign,
                        units.size()));
  }

  void find_clusters() {
    if (estate_->clusters().empty()) doubt("There is no CloudNativePG Cluster that Flux would apply from here.");
    for (const Cluster& cluster : estate_->clusters()) {
      const std::string name(cluster.name());
      if (is_nameable(name)) {
        databases_[name].cluster = name;
      } else {
        doubt(fmt::format("The name of {} is only known in the cluster.", cluster.text()));
      }
    }
  }

  void find_apps() {
    Names taken;
    for (const bool once : {false, true}) {
      for (const Workload& workload : estate_->workloads())
        if (runs_once(workload) == once && is_nameable(workload.app)) tie(workload, once, taken);
    }
  }

  // What runs once is an app where nothing else is: mostly it only migrates or saves.
  void tie(const Workload& workload, bool once, Names& taken) {
    for (const DatabaseLink& link : workload.databases) {
      const auto found = databases_.find(link.cluster);
      if (found == databases_.end() || (once && !found->second.apps.empty())) continue;
      if (!taken.insert(fmt::format("{}\n{}", link.cluster, workload.app)).second) continue;
      if (link.is_only_near) {
        found->second.near.push_back(workload.app);
      } else {
        found->second.apps.push_back({workload.app, link.reason});
      }
    }
  }

  void find_migrations() {
    std::map<std::string, Names> directories;  // by cluster
    for (const Migration& migration : estate_->migrations())
      if (migration.carrier == Migration::Carrier::file)
        directories[migration.database].insert(migrations_directory(migration.path));
    for (const auto& [cluster, found] : directories)
      for (const std::string& directory : found) place(cluster, directory);
  }

  void place(const std::string& cluster, const std::string& directory) {
    const auto found = databases_.find(cluster);
    if (found == databases_.end())
      return doubt(fmt::format("Which cluster the migrations in {} are for could not be told.",
                               directory.empty() ? "the root" : directory));
    const bool fits =
        is_nameable(directory) && directory.size() <= longest_pattern && found->second.migrations.size() < most_patterns;
    if (fits) return found->second.migrations.push_back(directory);
    doubt(fmt::format("The migrations in {} could not be named in the policy.", directory.empty() ? "the root" : directory));
  }

  const Estate* estate_;
  InitFacts facts_;
  std::map<std::string, InitFacts::Database> databases_;
};

}  // namespace

InitFacts find_init_facts(const Estate& estate) {
  return Finder(estate).find();
}

}  // namespace safeops
