#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "estate/database_commands.hpp"
#include "estate/dialect.hpp"
#include "estate/evidence.hpp"
#include "estate/freeze.hpp"
#include "estate/helm_release.hpp"
#include "estate/image_automation.hpp"
#include "estate/library.hpp"
#include "estate/migration.hpp"
#include "estate/migration_job.hpp"
#include "estate/migration_run.hpp"
#include "estate/plan.hpp"
#include "estate/policy.hpp"
#include "estate/resource.hpp"
#include "flux/delivery.hpp"
#include "flux/dependencies.hpp"
#include "git/snapshot.hpp"

namespace safeops {

struct FoundMigrations;

// Everything one revision declares, read once and then asked. All pointers and places it hands out live as long as the Library
// it was read from; the estate itself is immutable. Lists are in a fixed order (unit order, then path, then position).
class Estate {
 public:
  // Reads what the snapshot holds; `policy` (of the base revision) says which environments there are. Parts are read when first
  // asked for.
  Estate(Library& library, git::Snapshot snapshot, const Policy& policy);
  Estate(Estate&&) noexcept;
  ~Estate();

  [[nodiscard]] const git::Snapshot& snapshot() const;
  [[nodiscard]] const Policy& policy() const;
  [[nodiscard]] const std::vector<Environment>& environments() const { return policy().environments; }

  // What Flux would apply.
  [[nodiscard]] const flux::Delivery& delivery() const;
  [[nodiscard]] const flux::Dependencies& dependencies() const;  // in which order
  [[nodiscard]] const std::deque<Resource>& resources() const;   // every object of every unit, in unit order
  // Typed views of them.
  [[nodiscard]] const std::deque<Cluster>& clusters() const;
  [[nodiscard]] const std::deque<ScheduledBackup>& scheduled_backups() const;
  [[nodiscard]] const std::deque<Workload>& workloads() const;
  [[nodiscard]] const std::deque<HelmRelease>& helm_releases() const;
  [[nodiscard]] const std::deque<ImageAutomation>& image_automations() const;
  [[nodiscard]] const std::deque<Flag>& flags() const;
  [[nodiscard]] const std::deque<SecretData>& plain_secrets() const;  // Secrets in git in the clear

  [[nodiscard]] const std::deque<Migration>& migrations() const;
  [[nodiscard]] const std::vector<DialectFile>& other_dialects() const;  // what is for other databases, and not among them
  [[nodiscard]] const std::deque<MigrationJob>& migration_jobs() const;
  [[nodiscard]] const std::deque<MigrationRun>& migration_runs() const;
  [[nodiscard]] const std::deque<DatabaseCommand>& database_commands() const;
  [[nodiscard]] const std::deque<Plan>& plans() const;
  [[nodiscard]] const std::deque<BackupEvidence>& backups() const;
  [[nodiscard]] const std::deque<ClusterEvidence>& exported_clusters() const;
  [[nodiscard]] const std::deque<TestResult>& test_results() const;
  [[nodiscard]] const std::deque<Approval>& approvals() const;
  [[nodiscard]] const std::deque<RollbackDrill>& drills() const;
  [[nodiscard]] const std::deque<BreakGlass>& break_glass() const;
  [[nodiscard]] const std::deque<EvidenceTime>& evidence_times() const;
  [[nodiscard]] const Freeze* freeze() const;  // null: none is in force
  [[nodiscard]] const std::deque<DocumentProblem>& document_problems()
      const;  // plans, evidence, policy that do not meet their schema

  // Look-ups; null when there is none.
  [[nodiscard]] const Migration* migration(std::string_view path) const;
  [[nodiscard]] std::vector<const MigrationRun*> runs_of(const Migration& migration) const;
  [[nodiscard]] const Plan* plan(std::string_view name) const;
  [[nodiscard]] const Plan* plan_of(std::string_view migration_path) const;  // the plan whose expand or contract names the file
  [[nodiscard]] const Flag* flag(const FlagName& name, const Environment* environment) const;
  [[nodiscard]] std::vector<const Cluster*> clusters_named(std::string_view name) const;
  // Would a change of this file change what the gate thinks: a migration, a manifest some unit reads, a document of .safeops.
  [[nodiscard]] bool is_watched(std::string_view path) const;

 private:
  [[nodiscard]] const FoundMigrations& found_migrations() const;

  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace safeops
