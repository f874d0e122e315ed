#pragma once

#include <deque>
#include <optional>
#include <string>

#include "estate/resource.hpp"
#include "git/snapshot.hpp"
#include "text/source.hpp"

namespace safeops {

// helm.toolkit.fluxcd.io HelmRelease.
struct HelmRelease : View {
  const Workload* workload = nullptr;

  // Where an upgrade is said to migrate the database.
  struct Migration {
    text::Place place;
    std::string how;  // "`values.migrations.enabled`", "the hook in charts/backend/templates/migrate.yaml"
  };
  std::optional<Migration> migration;  // none: none, or it cannot be told without the chart

  // Does a failed upgrade put the old chart back? (helm-controller: upgrade.remediation; its strategy is rollback unless it says
  // otherwise, and it acts when there are retries or remediateLastFailure; upgrade.strategy RetryOnFailure never does.)
  [[nodiscard]] bool rolls_back() const;
  [[nodiscard]] bool runs_hooks() const { return !object().at("spec.upgrade.disableHooks").boolean().value_or(false); }
};

// A migration is told by a `helm.sh/hook` for upgrades in the values below a key called after migrations, by a switch of that
// name
// (`migrations.enabled: true`), or by such a hook in the templates of a chart that lies in the repository.
std::deque<HelmRelease> read_helm_releases(const std::deque<Workload>& workloads, const git::Snapshot& snapshot,
                                           text::Sources& sources);

}  // namespace safeops
