#pragma once

#include <optional>
#include <string>
#include <vector>

#include "estate/operator_version.hpp"
#include "gate/gate.hpp"
#include "gate/recoverability.hpp"

namespace safeops {

// A Cluster, how it would come back, and what is wrong with it and with what belongs to it.
struct ClusterAudit {
  Recoverability recoverability;
  std::vector<const Judged*> findings;  // worst first, silenced ones left out
  std::vector<const Judged*> own;       // those of them that are in no Audit::shared

  [[nodiscard]] const Cluster& cluster() const { return *recoverability.path.cluster; }
  [[nodiscard]] std::size_t count(Level level) const;
};

// One line that does the same to several Clusters: of a base or a component they all are built from.
struct SharedFinding {
  const Judged* judged = nullptr;  // what it says of the first of them
  std::vector<const Cluster*> clusters;
};

// What is wrong with one revision as it stands. Findings point into the verdict.
struct Audit {
  Verdict verdict;
  std::vector<ClusterAudit> clusters;      // each that is deployed: worst first, then protected ones, then in the estate's order
  std::vector<SharedFinding> shared;       // worst first
  std::vector<const Judged*> elsewhere;    // about no Cluster
  std::vector<OperatorVersion> operators;  // of the Kubernetes clusters that these databases are in
  std::string revision;
  text::Seconds now = 0;

  Audit() = default;
  Audit(Audit&&) = default;
  Audit(const Audit&) = delete;
};

// `change` brings the whole revision, from nothing: judged by the rules about what lasts (Rule::lasting). Notes are left out,
// unless they count. The caller says how the revision is called.
Audit read_audit(const Change& change, Library& library, GateOptions options);

}  // namespace safeops
