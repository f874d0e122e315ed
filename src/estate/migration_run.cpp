#include "estate/migration_run.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <vector>

#include "estate/container_commands.hpp"
#include "estate/psql_call.hpp"
#include "estate/workload.hpp"

namespace safeops {
namespace {

constexpr std::size_t most_runs = 10'000;

// A ConfigMap by where pods look for it.
using Key = std::tuple<std::string_view, const Environment*, std::string_view, std::string_view>;

Key key(const Resource& near, std::string_view name) {
  return {near.unit->cluster, near.environment, near.object->namespace_(), name};
}

// A file in a pod, or a key that an operator reads.
struct Mounted {
  std::string_view file_name;
  std::string migration;
};

class ConfigMaps {
 public:
  ConfigMaps(const std::deque<Resource>& resources, const SqlKeys& keys) {
    for (const Resource& resource : resources)
      if (resource.deployed() && resource.object->is("", "ConfigMap"))
        if (auto carried = carried_migrations(resource, keys); !carried.empty())
          maps_.try_emplace(key(resource, resource.object->name()), std::move(carried));
  }

  [[nodiscard]] const std::vector<CarriedMigration>& of(const Resource& near, std::string_view name) const {
    static const std::vector<CarriedMigration> none;
    const auto found = maps_.find(key(near, name));
    return found == maps_.end() ? none : found->second;
  }
  [[nodiscard]] bool empty() const { return maps_.empty(); }

 private:
  std::map<Key, std::vector<CarriedMigration>> maps_;
};

void add_mounted(const ConfigMaps& maps, const Resource& job, const yaml::Node& source, std::vector<Mounted>& into) {
  const auto& items = source["items"].items();
  for (const CarriedMigration& carried : maps.of(job, source["name"].text())) {
    if (into.size() == most_runs) return;
    if (items.empty()) into.push_back({carried.key, carried.name});
    for (const yaml::Node& item : items)
      if (item["key"].text() == carried.key) into.push_back({item["path"].text(), carried.name});
  }
}

std::vector<Mounted> mounted_by(const ConfigMaps& maps, const Resource& job) {
  std::vector<Mounted> mounted;
  for (const yaml::Node* source : volume_sources(*job.object, "configMap")) add_mounted(maps, job, *source, mounted);
  return mounted;
}

std::string command_of(const flux::Object& job) {
  std::string command;
  for (const std::string_view list : {"initContainers", "containers"})
    for (const yaml::Node& container : pod_spec(job)[list].items())
      for (const std::string_view words : {"command", "args"})
        for (const yaml::Node& word : container[words].items()) command.append(word.text()).push_back('\n');
  return command;
}

PsqlUse psql_use_of(const flux::Object& job) {
  std::vector<ShellCommand> all;
  for (ContainerCommands& container : container_commands(job))
    std::move(container.commands.begin(), container.commands.end(), std::back_inserter(all));
  return read_psql_use(all);
}

// Not as the end of a longer name: 1.sql does not stand in 001.sql.
bool mentions(std::string_view command, std::string_view file_name) {
  const auto belongs_to_name = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '.';
  };
  for (std::size_t at = command.find(file_name); at != command.npos && !file_name.empty(); at = command.find(file_name, at + 1))
    if (at == 0 || !belongs_to_name(command[at - 1])) return true;
  return false;
}

bool tries_again(const flux::Object& job) {
  const yaml::Node& limit = job.at("spec.backoffLimit");
  return limit.integer().value_or(1) != 0 || pod_spec(job)["restartPolicy"].text() == "OnFailure";
}

MigrationRun described(const MigrationJob& job, const PsqlUse& call) {
  MigrationRun run{.database = job.database(),
                   .takes_all = call.takes_all,
                   .in_one_transaction = call.in_one_transaction,
                   .stops_on_error = call.stops_on_error,
                   .tries_again = tries_again(job.object())};
  run.resource = job.resource;
  run.reason = job.reason;
  if (job.reason.starts_with("image ") || job.reason.starts_with("`")) {
    run.tool = MigrationRun::Tool::records;
  } else if (call.runs && !call.asks_first) {
    run.tool = MigrationRun::Tool::psql;
    run.reason = "`psql`";
  }
  return run;
}

class RunFinder {
 public:
  RunFinder(const ConfigMaps& maps, std::deque<MigrationRun>& into) : maps_(&maps), into_(&into) {}

  void add_job(const MigrationJob& job);
  void add_cluster(const Resource& cluster);
  void add_atlas(const Resource& migration);

 private:
  void add(MigrationRun run, std::string migration, bool certain) {
    if (into_->size() == most_runs) return;
    run.migration = std::move(migration);
    run.certain = certain;
    into_->push_back(std::move(run));
  }

  const ConfigMaps* maps_;
  std::deque<MigrationRun>* into_;
};

void RunFinder::add_job(const MigrationJob& job) {
  const std::vector<Mounted> mounted = mounted_by(*maps_, *job.resource);
  if (mounted.empty()) return;
  const std::string command = command_of(job.object());
  const MigrationRun like = described(job, psql_use_of(job.object()));
  std::vector<const Mounted*> named;
  for (const Mounted& file : mounted)
    if (mentions(command, file.file_name)) named.push_back(&file);
  if (!named.empty() && !like.takes_all) {
    for (const Mounted* file : named) add(like, file->migration, true);
    return;
  }
  const bool all = like.takes_all || like.tool == MigrationRun::Tool::records || mounted.size() == 1;
  for (const Mounted& file : mounted) add(like, file.migration, all);
}

void RunFinder::add_cluster(const Resource& cluster) {
  MigrationRun like{.tool = MigrationRun::Tool::cnpg, .reason = "bootstrap", .database = std::string(cluster.object->name())};
  like.resource = &cluster;
  const yaml::Node& initdb = cluster.object->at("spec.bootstrap.initdb");
  for (const std::string_view list : {"postInitSQLRefs", "postInitTemplateSQLRefs", "postInitApplicationSQLRefs"})
    for (const yaml::Node& reference : initdb[list]["configMapRefs"].items())
      for (const CarriedMigration& carried : maps_->of(cluster, reference["name"].text()))
        if (carried.key == reference["key"].text()) add(like, carried.name, true);
}

void RunFinder::add_atlas(const Resource& migration) {
  MigrationRun like{.tool = MigrationRun::Tool::records, .reason = "Atlas"};
  like.resource = &migration;
  for (const CarriedMigration& carried : maps_->of(migration, migration.object->at("spec.dir.configMapRef.name").text()))
    add(like, carried.name, true);
}

}  // namespace

std::deque<MigrationRun> find_migration_runs(const std::deque<Resource>& resources, const std::deque<MigrationJob>& jobs,
                                             const SqlKeys& keys) {
  std::deque<MigrationRun> runs;
  const ConfigMaps maps(resources, keys);
  if (maps.empty()) return runs;
  RunFinder finder(maps, runs);
  for (const Resource& resource : resources) {
    if (!resource.deployed()) continue;
    if (resource.object->is("postgresql.cnpg.io", "Cluster")) finder.add_cluster(resource);
    if (resource.object->is("db.atlasgo.io", "AtlasMigration")) finder.add_atlas(resource);
  }
  for (const MigrationJob& job : jobs) finder.add_job(job);
  return runs;
}

}  // namespace safeops
