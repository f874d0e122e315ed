#include "report/model.hpp"

#include "report/json_text.hpp"
#include "report/model_parts.hpp"
#include "report/words.hpp"

namespace safeops {
namespace {

using namespace report;

std::string_view word_for(Gap::Kind kind) {
  switch (kind) {
    case Gap::Kind::build:
      return "build";
    case Gap::Kind::document:
      return "document";
    case Gap::Kind::sql:
      return "sql";
  }
  return "";
}

Json gap_json(const Gap& gap) {
  return {{"kind", word_for(gap.kind)}, {"message", shown(gap.message)}, {"place", model_place(gap.place)}};
}

}  // namespace

std::string write_model(const Estate& estate, const Gaps& gaps, std::string_view commit) {
  const Connections connections(estate);
  JsonDocument model;
  model.member("apiVersion", "safeops.dev/v1alpha1");
  model.member("kind", "Model");
  model.member("version", SAFEOPS_VERSION);
  model.member("revision", {{"commit", text_json(commit)}, {"tree", estate.snapshot().tree().hex()}});
  model.list("environments", estate.environments(), environment_json);
  model.list("units", estate.delivery().units, [&](const flux::Unit& unit) { return unit_json(unit, connections); });
  model.list("clusters", estate.clusters(), [&](const Cluster& cluster) { return cluster_json(cluster, connections); });
  model.list("schedules", estate.scheduled_backups(), schedule_json);
  model.list("workloads", estate.workloads(), workload_json);
  model.list("flags", estate.flags(), flag_json);
  model.list("migrations", estate.migrations(),
             [&](const Migration& migration) { return migration_json(migration, connections); });
  model.list("plans", estate.plans(), plan_json);
  model.list("backupEvidence", estate.backups(), backup_json);
  model.list("clusterEvidence", estate.exported_clusters(), cluster_evidence_json);
  model.list("approvals", estate.approvals(), approval_json);
  model.list("problems", gaps.problems, gap_json);
  model.list("notes", gaps.notes, gap_json);
  return std::move(model).take();
}

}  // namespace safeops
