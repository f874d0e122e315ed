#include "estate/estate.hpp"

#include <algorithm>
#include <map>

#include "estate/artifacts.hpp"
#include "estate/chart_values.hpp"
#include "estate/flag_reading.hpp"
#include "estate/migration_sources.hpp"
#include "estate/once.hpp"
#include "estate/placement.hpp"
#include "estate/plan_references.hpp"
#include "estate/safeops_documents.hpp"
#include "estate/secret_reading.hpp"
#include "estate/workload.hpp"

namespace safeops {

// Each part is worked out when first asked for, from the parts above it.
struct Estate::Parts {
  Library* library;
  git::Snapshot snapshot;
  const Policy* policy;

  std::optional<flux::Delivery> delivery;
  std::optional<flux::Dependencies> dependencies;
  std::optional<std::deque<Resource>> resources;
  std::optional<std::deque<Cluster>> clusters;
  std::optional<std::deque<ScheduledBackup>> scheduled_backups;
  std::optional<std::deque<Workload>> workloads;
  std::optional<std::deque<HelmRelease>> helm_releases;
  std::optional<std::deque<ImageAutomation>> image_automations;
  std::optional<std::deque<Flag>> flags;
  std::optional<std::deque<SecretData>> secrets;
  std::optional<FoundMigrations> migrations;
  std::optional<std::deque<MigrationJob>> migration_jobs;
  std::optional<std::deque<MigrationRun>> migration_runs;
  std::optional<std::deque<DatabaseCommand>> database_commands;
  std::optional<SafeopsDocuments> documents;
  struct FreezeFile {
    std::optional<Freeze> freeze;
    std::vector<DocumentProblem> problems;
  };
  std::optional<FreezeFile> freeze;
  std::optional<std::deque<DocumentProblem>> problems;

  const FreezeFile& freeze_file() {
    return once(freeze, [&] {
      FreezeFile file;
      file.freeze = read_freeze(snapshot, *library, *policy, file.problems);
      return file;
    });
  }

  const SafeopsDocuments& safeops() {
    if (!documents) documents = read_safeops(snapshot, *library);
    return *documents;
  }
};

namespace {

std::deque<Resource> read_resources(const Estate& estate) {
  const Placement placement(estate.environments(), estate.delivery());
  std::deque<Resource> resources;
  for (const flux::Unit& unit : estate.delivery().units) {
    for (const flux::Object& object : unit.objects()) {
      resources.push_back({.object = &object, .unit = &unit, .environment = placement.of(object, unit)});
    }
  }
  return resources;
}

template <typename T>
std::deque<T> views_of(const std::deque<Resource>& resources, std::string_view group, std::string_view kind) {
  std::deque<T> views;
  for (const Resource& resource : resources) {
    if (!resource.object->is(group, kind)) continue;
    views.emplace_back();
    views.back().resource = &resource;
  }
  return views;
}

std::deque<Workload> read_workloads(const Estate& estate, yaml::Documents& documents) {
  const ChartValues values(estate.resources(), documents);
  const FluxSources sources(estate.resources());
  std::map<const Environment*, std::vector<const Cluster*>> near;
  for (const Cluster& cluster : estate.clusters()) near[cluster.environment()].push_back(&cluster);
  std::map<const Environment*, ClusterNames> names;
  std::deque<Workload> workloads;
  for (const Resource& resource : estate.resources()) {
    if (!is_workload(*resource.object)) continue;
    const ClusterNames& clusters = names.try_emplace(resource.environment, near[resource.environment]).first->second;
    Workload workload;
    workload.resource = &resource;
    workload.app = std::string(resource.object->name());
    workload.values = values.of(resource);
    workload.artifacts = read_artifacts(resource, sources, workload.values);
    workload.configuration = generated_configuration(*resource.object, resource.unit->objects());
    workload.databases = link_databases(workload, clusters, estate.policy(), estate.plans());
    workloads.push_back(std::move(workload));
  }
  return workloads;
}

}  // namespace

Estate::Estate(Library& library, git::Snapshot snapshot, const Policy& policy)
    : parts_(new Parts{.library = &library, .snapshot = snapshot, .policy = &policy}) {}
Estate::Estate(Estate&&) noexcept = default;
Estate::~Estate() = default;

const git::Snapshot& Estate::snapshot() const {
  return parts_->snapshot;
}
const Policy& Estate::policy() const {
  return *parts_->policy;
}

const flux::Delivery& Estate::delivery() const {
  return once(parts_->delivery, [&] { return parts_->library->renderer().deliver(parts_->snapshot); });
}

const flux::Dependencies& Estate::dependencies() const {
  return once(parts_->dependencies, [&] { return flux::Dependencies(delivery()); });
}

const std::deque<Resource>& Estate::resources() const {
  return once(parts_->resources, [&] { return read_resources(*this); });
}

const std::deque<Cluster>& Estate::clusters() const {
  return once(parts_->clusters, [&] { return views_of<Cluster>(resources(), "postgresql.cnpg.io", "Cluster"); });
}

const std::deque<ScheduledBackup>& Estate::scheduled_backups() const {
  return once(parts_->scheduled_backups,
              [&] { return views_of<ScheduledBackup>(resources(), "postgresql.cnpg.io", "ScheduledBackup"); });
}

const std::deque<Workload>& Estate::workloads() const {
  return once(parts_->workloads, [&] { return read_workloads(*this, parts_->library->documents()); });
}

const std::deque<HelmRelease>& Estate::helm_releases() const {
  return once(parts_->helm_releases,
              [&] { return read_helm_releases(workloads(), parts_->snapshot, parts_->library->sources()); });
}

const std::deque<ImageAutomation>& Estate::image_automations() const {
  return once(parts_->image_automations,
              [&] { return views_of<ImageAutomation>(resources(), "image.toolkit.fluxcd.io", "ImageUpdateAutomation"); });
}

const std::deque<Flag>& Estate::flags() const {
  return once(parts_->flags, [&] {
    std::deque<Flag> flags;
    for (const Resource& resource : resources()) read_flags(resource, plans(), flags);
    return flags;
  });
}

const std::deque<SecretData>& Estate::plain_secrets() const {
  return once(parts_->secrets, [&] { return read_plain_secrets(resources(), clusters(), workloads()); });
}

const std::deque<DatabaseCommand>& Estate::database_commands() const {
  return once(parts_->database_commands, [&] { return find_database_commands(resources()); });
}

const FoundMigrations& Estate::found_migrations() const {
  return once(parts_->migrations, [&] {
    return find_migrations(parts_->snapshot, *parts_->library, policy(), plans(), resources(), clusters(), database_commands());
  });
}

const std::deque<Migration>& Estate::migrations() const {
  return found_migrations().migrations;
}

const std::vector<DialectFile>& Estate::other_dialects() const {
  return found_migrations().others;
}

const std::deque<MigrationJob>& Estate::migration_jobs() const {
  return once(parts_->migration_jobs, [&] { return find_migration_jobs(workloads(), migrations()); });
}

const std::deque<MigrationRun>& Estate::migration_runs() const {
  return once(parts_->migration_runs,
              [&] { return find_migration_runs(resources(), migration_jobs(), found_migrations().keys); });
}

const std::deque<Plan>& Estate::plans() const {
  return parts_->safeops().plans;
}
const std::deque<BackupEvidence>& Estate::backups() const {
  return parts_->safeops().backups;
}
const std::deque<ClusterEvidence>& Estate::exported_clusters() const {
  return parts_->safeops().clusters;
}
const std::deque<TestResult>& Estate::test_results() const {
  return parts_->safeops().test_results;
}
const std::deque<Approval>& Estate::approvals() const {
  return parts_->safeops().approvals;
}
const std::deque<RollbackDrill>& Estate::drills() const {
  return parts_->safeops().drills;
}
const std::deque<BreakGlass>& Estate::break_glass() const {
  return parts_->safeops().break_glass;
}
const std::deque<EvidenceTime>& Estate::evidence_times() const {
  return parts_->safeops().times;
}

const Freeze* Estate::freeze() const {
  const auto& freeze = parts_->freeze_file().freeze;
  return freeze ? &*freeze : nullptr;
}

const std::deque<DocumentProblem>& Estate::document_problems() const {
  return once(parts_->problems, [&] {
    std::deque<DocumentProblem> problems = parts_->safeops().problems;
    for (const DocumentProblem& problem : parts_->freeze_file().problems) problems.push_back(problem);
    for (DocumentProblem& problem : check_references(*this)) problems.push_back(std::move(problem));
    return problems;
  });
}

const Migration* Estate::migration(std::string_view path) const {
  const auto found = std::find_if(migrations().begin(), migrations().end(), [&](const Migration& m) { return m.name == path; });
  return found == migrations().end() ? nullptr : &*found;
}

std::vector<const MigrationRun*> Estate::runs_of(const Migration& migration) const {
  std::vector<const MigrationRun*> runs;
  for (const MigrationRun& run : migration_runs())
    if (run.migration == migration.name) runs.push_back(&run);
  return runs;
}

const Plan* Estate::plan(std::string_view name) const {
  const auto found = std::find_if(plans().begin(), plans().end(), [&](const Plan& plan) { return plan.name == name; });
  return found == plans().end() ? nullptr : &*found;
}

const Plan* Estate::plan_of(std::string_view migration_path) const {
  const auto found = std::find_if(plans().begin(), plans().end(), [&](const Plan& plan) {
    return plan.expands(migration_path) || plan.contracts(migration_path);
  });
  return found == plans().end() ? nullptr : &*found;
}

const Flag* Estate::flag(const FlagName& name, const Environment* environment) const {
  const auto found = std::find_if(flags().begin(), flags().end(),
                                  [&](const Flag& flag) { return flag.name == name && flag.environment() == environment; });
  return found == flags().end() ? nullptr : &*found;
}

std::vector<const Cluster*> Estate::clusters_named(std::string_view name) const {
  std::vector<const Cluster*> found;
  for (const Cluster& cluster : clusters()) {
    if (cluster.name() == name) found.push_back(&cluster);
  }
  return found;
}

bool Estate::is_watched(std::string_view path) const {
  return path.starts_with(".safeops/") || delivery().reached.contains(std::string(path)) || migration(path);
}

}  // namespace safeops
