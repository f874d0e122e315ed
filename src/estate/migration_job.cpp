#include "estate/migration_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "estate/flag_reading.hpp"
#include "estate/tool_command.hpp"
#include "estate/workload.hpp"
#include "flux/repository_path.hpp"
#include "text/letter_case.hpp"

namespace safeops {
namespace {

constexpr std::array commands = {
    "alembic upgrade", "flyway migrate",   "liquibase update", "dbmate up",         "dbmate migrate",      "goose up",
    "migrate up",      "migrate deploy",   "prisma db push",   "sqitch deploy",     "atlas migrate apply", "atlas schema apply",
    "migrate:latest",  "migration:run",    "db:migrate",       "manage.py migrate", "artisan migrate",     "ef database update",
    "migration run",   "sqlx migrate run", "pgroll start",     "ecto.migrate",      "django-admin migrate"};

bool is_job(const flux::Object& object) {
  return object.is("batch", "Job");
}

// What a release replaces while the database stays.
bool is_app(const flux::Object& object) {
  constexpr std::array kinds = {"Deployment", "StatefulSet", "DaemonSet", "Rollout", "HelmRelease"};
  return std::find(kinds.begin(), kinds.end(), object.kind()) != kinds.end();
}

std::vector<const yaml::Node*> containers_of(const flux::Object& object) {
  std::vector<const yaml::Node*> containers;
  for (const std::string_view list : {"initContainers", "containers"})
    for (const yaml::Node& container : pod_spec(object)[list].items()) containers.push_back(&container);
  return containers;
}

std::string tool_of(const Workload& job) {
  for (const Artifact& artifact : job.artifacts) {
    if (is_migration_tool(flux::base_name(artifact.name))) return fmt::format("image {}", artifact.name);
  }
  return "";
}

std::string command_of(const flux::Object& job) {
  for (const yaml::Node* container : containers_of(job)) {
    std::string line = " ";
    for (const std::string_view list : {"command", "args"})
      for (const yaml::Node& word : (*container)[list].items()) line += text::lower(word.text()) + ' ';
    for (const std::string_view command : commands)
      if (line.find(command) != line.npos) return fmt::format("`{}`", command);
    if (line.find(" migrate ") != line.npos) return "`migrate`";
  }
  return "";
}

bool changes_schema(const Migration& migration) {
  const auto& statements = migration.script().statements;
  return std::any_of(statements.begin(), statements.end(), [](const sql::Statement& statement) {
    return std::any_of(statement.effects.begin(), statement.effects.end(), [](const sql::Effect& effect) {
      return effect.phase() == sql::Phase::expand || effect.phase() == sql::Phase::contract;
    });
  });
}

std::vector<std::string_view> mounted_config_maps(const flux::Object& job) {
  std::vector<std::string_view> names;
  for (const yaml::Node* source : volume_sources(job, "configMap"))
    if (const auto name = (*source)["name"].text(); !name.empty()) names.push_back(name);
  return names;
}

// A name in one environment of one Kubernetes cluster; the namespace is empty for what counts in all of them.
using Key = std::tuple<std::string_view, const Environment*, std::string_view, std::string_view>;

Key key(const Resource& near, std::string_view namespace_, std::string_view name) {
  return {near.unit->cluster, near.environment, namespace_, name};
}

// The SQL that objects carry.
class Carried {
 public:
  explicit Carried(const std::deque<Migration>& migrations) {
    for (const Migration& migration : migrations) {
      if (!migration.resource) continue;
      const flux::Object& object = *migration.resource->object;
      if (object.is("", "ConfigMap")) config_maps_.insert(key(*migration.resource, object.namespace_(), object.name()));
      if (migration.carrier == Migration::Carrier::job) in_jobs_.emplace(migration.resource, &migration);
    }
  }

  [[nodiscard]] std::string reason_for(const Workload& job) const {
    const auto [begin, end] = in_jobs_.equal_range(job.resource);
    if (std::any_of(begin, end, [](const auto& entry) { return changes_schema(*entry.second); })) return "psql";
    for (const std::string_view name : mounted_config_maps(job.object()))
      if (config_maps_.contains(key(*job.resource, job.namespace_(), name)))
        return fmt::format("ConfigMap {}", name_without_hash(name));
    return "";
  }

 private:
  std::set<Key> config_maps_;
  std::multimap<const Resource*, const Migration*> in_jobs_;
};

// The words of a name: "backend-db-migrate" is called after migrations, "immigration" is not.
bool is_called_after_migrations(std::string_view name) {
  constexpr std::array words = {"migrate", "migration", "migrations", "migrator"};
  for (std::size_t begin = 0; begin < name.size();) {
    const std::size_t end = std::min(name.find_first_of("-_.", begin), name.size());
    if (std::find(words.begin(), words.end(), name.substr(begin, end - begin)) != words.end()) return true;
    begin = end + 1;
  }
  return false;
}

std::string reason_for(const Workload& job, const Carried& carried) {
  for (std::string reason : {tool_of(job), command_of(job.object()), carried.reason_for(job)})
    if (!reason.empty()) return reason;
  return is_called_after_migrations(job.name()) && job.names_a_database() ? "its name" : "";
}

// Apps by what may tie a Job to them.
class Apps {
 public:
  explicit Apps(const std::deque<Workload>& workloads) {
    for (const Workload& app : workloads) {
      if (!is_app(app.object())) continue;
      by_name_.emplace(key(*app.resource, app.namespace_(), app.app), &app);
      for (const Artifact& artifact : app.artifacts)
        if (artifact.form == Artifact::Form::image && !artifact.name.empty())
          add(by_image_, key(*app.resource, app.namespace_(), artifact.name), app);
      for (const DatabaseLink& link : app.databases)
        if (!link.is_only_near) add(by_database_, key(*app.resource, "", link.cluster), app);
    }
  }

  void assign(MigrationJob& job) const {
    const Workload& workload = *job.workload;
    for (const Artifact& artifact : workload.artifacts) take(by_image_, key(*job.resource, job.namespace_(), artifact.name), job);
    for (std::size_t end = job.name().rfind('-'); job.apps.empty() && end != 0 && end != std::string_view::npos;
         end = job.name().rfind('-', end - 1))
      if (const auto found = by_name_.find(key(*job.resource, job.namespace_(), job.name().substr(0, end)));
          found != by_name_.end())
        job.apps.push_back(found->second);
    if (!job.apps.empty()) return;
    job.apps_share_database_only = true;
    for (const DatabaseLink& link : workload.databases)
      if (!link.is_only_near) take(by_database_, key(*job.resource, "", link.cluster), job);
  }

 private:
  static constexpr std::size_t most_apps = 50;  // of one image or database
  using Index = std::map<Key, std::vector<const Workload*>>;

  static void add(Index& index, const Key& key, const Workload& app) {
    auto& apps = index[key];
    if (apps.size() < most_apps && (apps.empty() || apps.back() != &app)) apps.push_back(&app);
  }

  static void take(const Index& index, const Key& key, MigrationJob& job) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const Workload* app : found->second)
      if (job.apps.size() < most_apps && std::find(job.apps.begin(), job.apps.end(), app) == job.apps.end())
        job.apps.push_back(app);
  }

  std::map<Key, const Workload*> by_name_;
  Index by_image_;
  Index by_database_;
};

}  // namespace

std::string MigrationJob::database() const {
  return workload->databases.empty() ? "" : workload->databases.front().cluster;
}

MigrationJob::SharedImage MigrationJob::shared_image(const Workload& app) const {
  for (const Artifact& in_job : workload->artifacts)
    for (const Artifact& in_app : app.artifacts)
      if (in_app.form == Artifact::Form::image && !in_job.name.empty() && in_job.name == in_app.name) return {&in_job, &in_app};
  return {};
}

std::deque<MigrationJob> find_migration_jobs(const std::deque<Workload>& workloads, const std::deque<Migration>& migrations) {
  std::deque<MigrationJob> jobs;
  const Carried carried(migrations);
  for (const Workload& workload : workloads) {
    std::string reason = is_job(workload.object()) ? reason_for(workload, carried) : "";
    if (reason.empty()) continue;
    MigrationJob& job = jobs.emplace_back();
    job.resource = workload.resource;
    job.workload = &workload;
    job.reason = std::move(reason);
  }
  if (jobs.empty()) return jobs;
  const Apps apps(workloads);
  for (MigrationJob& job : jobs) apps.assign(job);
  return jobs;
}

}  // namespace safeops
