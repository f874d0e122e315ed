#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <tuple>

#include "estate/estate.hpp"

// The items of the lists that a model consists of.
namespace safeops::report {

using Json = nlohmann::ordered_json;

// What items say of each other, looked up once for all of them.
class Connections {
 public:
  explicit Connections(const Estate& estate);

  // The one that all it applies belongs to; null when there is none.
  [[nodiscard]] const Environment* environment_of(const flux::Unit& unit) const;
  [[nodiscard]] std::vector<std::string> schedules_of(const Cluster& cluster) const;
  [[nodiscard]] const Plan* plan_of(const Migration& migration) const;

 private:
  using ClusterKey = std::tuple<const Environment*, std::string_view, std::string_view>;  // with namespace and name

  std::map<const flux::Unit*, const Environment*> environments_;
  std::map<ClusterKey, std::vector<std::string>> schedules_;
  std::map<std::string_view, const Plan*> plans_;  // by the path of a file they name
};

// As written, for programs; null when empty.
Json text_json(std::string_view text);
Json texts_json(const std::vector<std::string>& texts);
Json time_json(const std::optional<text::Seconds>& time);
// {file, line}; null where no file can be named.
Json model_place(const text::Place& place);

// {name, namespace, environment, unit}: how every object begins.
Json resource_json(const Resource& resource);

Json environment_json(const Environment& environment);
Json unit_json(const flux::Unit& unit, const Connections& connections);
Json cluster_json(const Cluster& cluster, const Connections& connections);
Json schedule_json(const ScheduledBackup& schedule);
Json workload_json(const Workload& workload);
Json flag_json(const Flag& flag);
Json migration_json(const Migration& migration, const Connections& connections);
Json plan_json(const Plan& plan);
Json backup_json(const BackupEvidence& backup);
Json cluster_evidence_json(const ClusterEvidence& cluster);
Json approval_json(const Approval& approval);

}  // namespace safeops::report
