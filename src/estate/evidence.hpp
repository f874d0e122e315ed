#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flux/object.hpp"
#include "text/source.hpp"
#include "text/time.hpp"

namespace safeops {

// What stands under `.safeops/evidence/<plan>/`. `plan` is the directory's name, wherever nothing else is said.

// A base backup: a CNPG Backup as exported with `kubectl get backup -o yaml` (CNPG api/v1 BackupStatus: phase, stoppedAt,
// serverName, error), or what the status of an ObjectStore of the Barman Cloud plugin says of one server (barmancloud.cnpg.io/v1
// ObjectStoreStatus.serverRecoveryWindow).
struct BackupEvidence {
  std::string plan;
  flux::Object object;
  std::string cluster;  // spec.cluster.name; "" of an ObjectStore, which knows servers only
  std::string namespace_;
  std::string server_name;  // status.serverName, "" when absent
  std::string phase;        // status.phase; of an ObjectStore "completed" where there is a point to recover to
  std::optional<text::Seconds> stopped_at;
  text::Place stopped_place;  // of the line that says so, else the nearest parent

  [[nodiscard]] bool completed() const { return phase == "completed" && object.at("status.error").text().empty(); }
  [[nodiscard]] bool of_store() const { return cluster.empty(); }
  [[nodiscard]] text::Place place() const { return object.place(); }
};

// A CNPG Cluster as exported: what its condition ContinuousArchiving said at that time (CNPG api/v1 ClusterStatus.conditions),
// and for one that was made from a backup, of what.
struct ClusterEvidence {
  struct Recovery {
    std::string backup;               // spec.bootstrap.recovery.backup.name
    std::string server;               // the name of the archive in its external cluster; "" when recovered from a Backup object
    std::string destination;          // that archive's destinationPath; "" for the plugin, which keeps it in an ObjectStore
    bool ready = false;               // condition Ready is True
    std::optional<text::Seconds> at;  // metadata.creationTimestamp, else when it became ready
    text::Place at_place;
  };
  std::string plan;
  flux::Object object;
  std::string archiving;  // "True", "False", "Unknown"; "" when it has no such condition
  text::Place archiving_place;
  std::optional<Recovery> recovery;  // spec.bootstrap.recovery

  [[nodiscard]] std::string_view cluster() const { return object.name(); }
  [[nodiscard]] std::string_view namespace_() const { return object.namespace_(); }
};

// An in-toto Statement v1 with predicate test-result v0.1: what was looked at after a restore.
struct TestResult {
  // `namespace/name` of a Cluster: the one restored from, or the exported one that was restored.
  struct Subject {
    std::string name;
    std::string restored_into;                 // annotations.restoredInto, `namespace/name`
    std::optional<text::Seconds> restored_at;  // annotations.restoredAt
    text::Place restored_place;
  };
  std::string plan;
  flux::Object object;
  std::vector<Subject> subjects;
  std::string result;               // PASSED, WARNED, FAILED
  std::vector<std::string> passed;  // passedTests
  std::vector<std::string> failed;  // failedTests

  [[nodiscard]] text::Place place() const { return object.place(); }
};

// A file named by its content.
struct NamedContent {
  std::string path;
  std::string sha256;
  text::Place place;  // of the digest
};

// kind Approval: a person's go or no-go for exactly these files.
struct Approval {
  using File = NamedContent;
  std::string plan;      // spec.plan
  std::string phase;     // expand or contract
  std::string decision;  // go or no-go
  std::string by;        // "@alice" or an e-mail address
  std::optional<text::Seconds> at;
  std::vector<File> files;
  flux::Object object;

  [[nodiscard]] text::Place place() const { return object.place(); }
  [[nodiscard]] text::Place by_place() const { return object.place("spec.by"); }
};

// kind RollbackDrill: the way back, walked before it is needed.
struct RollbackDrill {
  struct Step {
    std::optional<text::Seconds> at;
    std::string action;
  };
  std::string directory;  // below `.safeops/evidence/`
  std::string plan;       // spec.plan
  std::string environment;
  std::vector<Step> steps;
  std::string failure_signal;
  std::optional<text::Seconds> recovery_time;
  std::optional<bool> old_app_healthy;  // on the expanded schema
  flux::Object object;

  [[nodiscard]] text::Place place() const { return object.place(); }
};

// kind BreakGlass: an emergency in which somebody answers for going on without the proofs.
struct BreakGlass {
  std::string directory;
  std::string by;  // spec.approval.by: the incident owner
  std::optional<text::Seconds> at;
  std::string risk_acceptance;
  std::string recovery_path;
  std::string follow_up;             // spec.followUp.action
  std::optional<text::Seconds> due;  // spec.followUp.due, the first second of that day
  bool done = false;                 // spec.followUp.done
  std::vector<NamedContent> files;
  flux::Object object;

  [[nodiscard]] text::Place place() const { return object.place(); }
};

// Any time a piece of evidence claims something happened.
struct EvidenceTime {
  std::string what;  // "Backup data/login-v2: status.stoppedAt"
  text::Seconds at = 0;
  text::Place place;
};

}  // namespace safeops
