#include "estate/migration_job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "estate/flag_reading.hpp"
#include "estate/workload.hpp"

namespace safeops {
namespace {

// The last component of an image's name.
constexpr std::array tools = {"migrate", "flyway", "liquibase", "dbmate", "goose", "atlas", "sqitch", "sql-migrate", "pgroll"};

constexpr std::array commands = {
    "alembic upgrade", "flyway migrate",   "liquibase update", "dbmate up",         "dbmate migrate",      "goose up",
    "migrate up",      "migrate deploy",   "prisma db push",   "sqitch deploy",     "atlas migrate apply", "atlas schema apply",
    "migrate:latest",  "migration:run",    "db:migrate",       "manage.py migrate", "artisan migrate",     "ef database update",
    "migration run",   "sqlx migrate run", "pgroll start",     "ecto.migrate",      "django-admin migrate"};

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

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
    const std::string_view name = std::string_view(artifact.name).substr(artifact.name.rfind('/') + 1);
    if (std::find(tools.begin(), tools.end(), name) != tools.end()) return fmt::format("image {}", artifact.name);
  }
  return "";
}

std::string command_of(const flux::Object& job) {
  for (const yaml::Node* container : containers_of(job)) {
    std::string line = " ";
    for (const std::string_view list : {"command", "args"})
      for (const yaml::Node& word : (*container)[list].items()) line += lower(word.text()) + ' ';
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

bool mounts(const flux::Object& job, std::string_view config_map) {
  for (const yaml::Node& volume : pod_spec(job)["volumes"].items()) {
    if (volume.at("configMap.name").text() == config_map) return true;
    for (const yaml::Node& source : volume.at("projected.sources").items())
      if (source.at("configMap.name").text() == config_map) return true;
  }
  return false;
}

bool are_together(const Resource& one, const Resource& other) {
  return one.environment == other.environment && one.unit->cluster == other.unit->cluster;
}

std::string sql_of(const Workload& job, const std::deque<Migration>& migrations) {
  for (const Migration& migration : migrations) {
    const Resource* carrier = migration.resource;
    if (!carrier) continue;
    if (carrier == job.resource && changes_schema(migration)) return "psql";
    const bool same_place = carrier->object->namespace_() == job.namespace_() && are_together(*carrier, *job.resource);
    if (same_place && carrier->object->is("", "ConfigMap") && mounts(job.object(), carrier->object->name()))
      return fmt::format("ConfigMap {}", name_without_hash(carrier->object->name()));
  }
  return "";
}

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

std::string reason_for(const Workload& job, const std::deque<Migration>& migrations) {
  for (std::string reason : {tool_of(job), command_of(job.object()), sql_of(job, migrations)})
    if (!reason.empty()) return reason;
  return is_called_after_migrations(job.name()) && job.names_a_database() ? "its name" : "";
}

bool share_a_database(const Workload& one, const Workload& other) {
  return std::any_of(one.databases.begin(), one.databases.end(), [&](const DatabaseLink& a) {
    return !a.is_only_near && std::any_of(other.databases.begin(), other.databases.end(),
                                          [&](const DatabaseLink& b) { return !b.is_only_near && a.cluster == b.cluster; });
  });
}

bool is_named_after(const Workload& job, const Workload& app) {
  return job.name().starts_with(app.app) && job.name().size() > app.app.size() && job.name()[app.app.size()] == '-';
}

template <typename Holds>
std::vector<const Workload*> select(const std::vector<const Workload*>& workloads, Holds holds) {
  std::vector<const Workload*> selected;
  std::copy_if(workloads.begin(), workloads.end(), std::back_inserter(selected),
               [&](const Workload* app) { return holds(*app); });
  return selected;
}

void find_apps(MigrationJob& job, const std::vector<const Workload*>& all) {
  const auto near = select(all, [&](const Workload& app) { return are_together(*job.resource, *app.resource); });
  const auto neighbours = select(near, [&](const Workload& app) { return app.namespace_() == job.namespace_(); });
  job.apps = select(neighbours, [&](const Workload& app) { return job.shared_image(app).in_app; });
  if (job.apps.empty()) job.apps = select(neighbours, [&](const Workload& app) { return is_named_after(*job.workload, app); });
  if (!job.apps.empty()) return;
  job.apps = select(near, [&](const Workload& app) { return share_a_database(*job.workload, app); });
  job.apps_share_database_only = true;
}

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
  std::vector<const Workload*> apps;
  for (const Workload& workload : workloads)
    if (is_app(workload.object())) apps.push_back(&workload);
  std::deque<MigrationJob> jobs;
  for (const Workload& workload : workloads) {
    std::string reason = is_job(workload.object()) ? reason_for(workload, migrations) : "";
    if (reason.empty()) continue;
    MigrationJob& job = jobs.emplace_back();
    job.resource = workload.resource;
    job.workload = &workload;
    job.reason = std::move(reason);
    find_apps(job, apps);
  }
  return jobs;
}

}  // namespace safeops
