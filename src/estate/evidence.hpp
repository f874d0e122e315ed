#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flux/object.hpp"
#include "text/source.hpp"
#include "text/time.hpp"

namespace safeops {

// A CNPG Backup object as exported with `kubectl get backup -o yaml`, under `.safeops/evidence/<plan>/`
// (CNPG api/v1 BackupStatus: phase, stoppedAt, serverName, error).
struct BackupEvidence {
  std::string plan;  // the directory's name
  flux::Object object;
  std::string cluster;  // spec.cluster.name
  std::string namespace_;
  std::string server_name;  // status.serverName, "" when absent
  std::string phase;        // status.phase
  std::optional<text::Seconds> stopped_at;

  [[nodiscard]] bool completed() const { return phase == "completed"; }
  [[nodiscard]] text::Place place() const { return object.place(); }
};

// A CNPG Cluster as exported, under `.safeops/evidence/<plan>/`: what its condition ContinuousArchiving said at that time (CNPG
// api/v1 ClusterStatus.conditions).
struct ClusterEvidence {
  std::string plan;
  flux::Object object;
  std::string archiving;  // "True", "False", "Unknown"; "" when it has no such condition
  text::Place archiving_place;

  [[nodiscard]] std::string_view cluster() const { return object.name(); }
  [[nodiscard]] std::string_view namespace_() const { return object.namespace_(); }
};

// kind Approval: a person's go or no-go for exactly these files.
struct Approval {
  struct File {
    std::string path;
    std::string sha256;
    text::Place place;
  };
  std::string plan;
  std::string phase;     // expand or contract
  std::string decision;  // go or no-go
  std::string by;        // "@alice" or an e-mail address
  std::optional<text::Seconds> at;
  std::vector<File> files;
  flux::Object object;

  [[nodiscard]] text::Place place() const { return object.place(); }
  [[nodiscard]] text::Place by_place() const { return object.place("spec.by"); }
};

// Any time a piece of evidence claims something happened.
struct EvidenceTime {
  std::string what;  // "Backup data/login-v2: status.stoppedAt"
  text::Seconds at = 0;
  text::Place place;
};

}  // namespace safeops
