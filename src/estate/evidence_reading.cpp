#include "estate/evidence_reading.hpp"

#include <fmt/format.h>

namespace safeops {
namespace {

std::string copy(const yaml::Node& node) {
  return std::string(node.text());
}

void note(std::string what, const yaml::Node& time, SafeopsDocuments& into) {
  if (const auto at = text::parse_time(time.text())) into.times.push_back({std::move(what), *at, time.place()});
}

void note_time(const flux::Object& object, std::string_view dotted, SafeopsDocuments& into) {
  note(fmt::format("{}: {}", object.id().text(), dotted), object.at(dotted), into);
}

void read_backup(std::string plan, flux::Object object, SafeopsDocuments& into) {
  for (const std::string_view field : {"status.startedAt", "status.stoppedAt"}) note_time(object, field, into);
  BackupEvidence backup{.plan = std::move(plan),
                        .object = std::move(object),
                        .cluster = {},
                        .namespace_ = {},
                        .server_name = {},
                        .phase = {},
                        .stopped_at = {},
                        .stopped_place = {}};
  backup.cluster = copy(backup.object.at("spec.cluster.name"));
  backup.namespace_ = std::string(backup.object.namespace_());
  backup.server_name = copy(backup.object.at("status.serverName"));
  backup.phase = copy(backup.object.at("status.phase"));
  backup.stopped_at = text::parse_time(backup.object.at("status.stoppedAt").text());
  backup.stopped_place = backup.object.place("status.stoppedAt");
  if (!backup.cluster.empty()) into.backups.push_back(std::move(backup));
}

void read_store(const std::string& plan, const flux::Object& object, SafeopsDocuments& into) {
  for (const auto& [server, window] : object.at("status.serverRecoveryWindow").members()) {
    const yaml::Node& last = window["lastSuccessfulBackupTime"];
    const yaml::Node& first = window["firstRecoverabilityPoint"];
    for (const yaml::Node* time : {&last, &first})
      note(fmt::format("{}: status.serverRecoveryWindow of {}", object.id().text(), server.text()), *time, into);
    const bool recoverable = text::parse_time(first.text()).has_value() && text::parse_time(last.text()).has_value();
    into.backups.push_back({.plan = plan,
                            .object = object,
                            .cluster = {},
                            .namespace_ = std::string(object.namespace_()),
                            .server_name = copy(server),
                            .phase = recoverable ? "completed" : "",
                            .stopped_at = text::parse_time(last.text()),
                            .stopped_place = last ? last.place() : window.place()});
  }
}

const yaml::Node& condition(const flux::Object& object, std::string_view type) {
  static const yaml::Node none;
  for (const yaml::Node& condition : object.at("status.conditions").items()) {
    if (condition["type"].text() == type) return condition;
  }
  return none;
}

// Where the archive lies that `source` names (CNPG api/v1 ExternalCluster); its own name stands in for the server's.
void read_origin(const flux::Object& object, std::string_view source, ClusterEvidence::Recovery& into) {
  for (const yaml::Node& external : object.at("spec.externalClusters").items()) {
    if (external["name"].text() != source) continue;
    const yaml::Node& in_tree = external["barmanObjectStore"];
    const std::string_view server = (in_tree ? in_tree : external.at("plugin.parameters"))["serverName"].text();
    into.server = std::string(server.empty() ? source : server);
    into.destination = copy(in_tree["destinationPath"]);
  }
}

std::optional<ClusterEvidence::Recovery> read_recovery(const flux::Object& object) {
  const yaml::Node& spec = object.at("spec.bootstrap.recovery");
  if (!spec.is_map()) return {};
  const yaml::Node& ready = condition(object, "Ready");
  const yaml::Node& made = object.at("metadata.creationTimestamp");
  const yaml::Node& time = text::parse_time(made.text()) ? made : ready["lastTransitionTime"];
  ClusterEvidence::Recovery recovery{.backup = copy(spec.at("backup.name")),
                                     .server = {},
                                     .destination = {},
                                     .ready = ready["status"].text() == "True",
                                     .at = text::parse_time(time.text()),
                                     .at_place = time ? time.place() : object.place()};
  if (recovery.backup.empty()) read_origin(object, spec["source"].text(), recovery);
  return recovery;
}

void read_cluster(std::string plan, flux::Object object, SafeopsDocuments& into) {
  ClusterEvidence cluster{
      .plan = std::move(plan), .object = std::move(object), .archiving = {}, .archiving_place = {}, .recovery = {}};
  const yaml::Node& archiving = condition(cluster.object, "ContinuousArchiving")["status"];
  cluster.archiving = copy(archiving);
  if (archiving) cluster.archiving_place = archiving.place();
  cluster.recovery = read_recovery(cluster.object);
  if (cluster.recovery) {
    note_time(cluster.object, "metadata.creationTimestamp", into);
    note(fmt::format("{}: condition Ready", cluster.object.id().text()), condition(cluster.object, "Ready")["lastTransitionTime"],
         into);
  }
  into.clusters.push_back(std::move(cluster));
}

constexpr std::size_t most_subjects = 100;

bool is_test_result(const yaml::Node& root) {
  return root["_type"].text() == "https://in-toto.io/Statement/v1" &&
         root["predicateType"].text() == "https://in-toto.io/attestation/test-result/v0.1";
}

void read_test_result(std::string plan, const yaml::Node& root, SafeopsDocuments& into) {
  TestResult result{.plan = std::move(plan),
                    .object = flux::Object(root),
                    .subjects = {},
                    .result = copy(root.at("predicate.result")),
                    .passed = yaml::texts(root.at("predicate.passedTests")),
                    .failed = yaml::texts(root.at("predicate.failedTests"))};
  for (const yaml::Node& subject : root["subject"].items()) {
    if (result.subjects.size() == most_subjects) break;
    const yaml::Node& at = subject.at("annotations.restoredAt");
    note(fmt::format("the restore test of {}: restoredAt", subject["name"].text()), at, into);
    result.subjects.push_back({.name = copy(subject["name"]),
                               .restored_into = copy(subject.at("annotations.restoredInto")),
                               .restored_at = text::parse_time(at.text()),
                               .restored_place = at ? at.place() : subject.place()});
  }
  into.test_results.push_back(std::move(result));
}

std::vector<NamedContent> read_files(const yaml::Node& list) {
  std::vector<NamedContent> files;
  for (const yaml::Node& file : list.items())
    files.push_back({without_dot_slash(file["path"].text()), copy(file["sha256"]), file["sha256"].place()});
  return files;
}

void read_approval(const flux::Object& object, SafeopsDocuments& into) {
  note_time(object, "spec.at", into);
  const yaml::Node& spec = object.at("spec");
  into.approvals.push_back({.plan = copy(spec["plan"]),
                            .phase = copy(spec["phase"]),
                            .decision = copy(spec["decision"]),
                            .by = copy(spec["by"]),
                            .at = text::parse_time(spec["at"].text()),
                            .files = read_files(spec["files"]),
                            .object = object});
}

void read_drill(std::string directory, const flux::Object& object, SafeopsDocuments& into) {
  const yaml::Node& spec = object.at("spec");
  RollbackDrill drill{.directory = std::move(directory),
                      .plan = copy(spec["plan"]),
                      .environment = copy(spec["environment"]),
                      .steps = {},
                      .failure_signal = copy(spec["failureSignal"]),
                      .recovery_time = text::parse_duration(spec["recoveryTime"].text()),
                      .old_app_healthy = spec["oldAppHealthy"].boolean(),
                      .object = object};
  for (const yaml::Node& step : spec["steps"].items()) {
    note(fmt::format("{}: a step", object.id().text()), step["at"], into);
    drill.steps.push_back({text::parse_time(step["at"].text()), copy(step["action"])});
  }
  into.drills.push_back(std::move(drill));
}

void read_break_glass(std::string directory, const flux::Object& object, SafeopsDocuments& into) {
  note_time(object, "spec.approval.at", into);
  const yaml::Node& spec = object.at("spec");
  into.break_glass.push_back({.directory = std::move(directory),
                              .by = copy(spec.at("approval.by")),
                              .at = text::parse_time(spec.at("approval.at").text()),
                              .risk_acceptance = copy(spec["riskAcceptance"]),
                              .recovery_path = copy(spec["recoveryPath"]),
                              .follow_up = copy(spec.at("followUp.action")),
                              .due = text::parse_day(spec.at("followUp.due").text()),
                              .done = spec.at("followUp.done").boolean().value_or(false),
                              .files = read_files(spec["files"]),
                              .object = object});
}

}  // namespace

std::string without_dot_slash(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  return std::string(path);
}

void read_evidence(std::string directory, const yaml::Node& root, Library& library, SafeopsDocuments& into) {
  if (is_test_result(root)) return read_test_result(std::move(directory), root, into);
  flux::Object object(root);
  if (object.is("postgresql.cnpg.io", "Backup")) return read_backup(std::move(directory), std::move(object), into);
  if (object.is("postgresql.cnpg.io", "Cluster")) return read_cluster(std::move(directory), std::move(object), into);
  if (object.is("barmancloud.cnpg.io", "ObjectStore")) return read_store(directory, object, into);
  if (object.group() != "safeops.dev") return;
  for (const DocumentProblem& problem : library.problems(root, "evidence")) into.problems.push_back(problem);
  if (object.kind() == "Approval") read_approval(object, into);
  if (object.kind() == "RollbackDrill") return read_drill(std::move(directory), object, into);
  if (object.kind() == "BreakGlass") read_break_glass(std::move(directory), object, into);
}

}  // namespace safeops
