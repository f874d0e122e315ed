#include "cli/scaffold/recognise.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/scaffold/draft.hpp"
#include "git/cannot_run.hpp"
#include "rules/restore_proof.hpp"
#include "text/time.hpp"

namespace safeops {
namespace {

constexpr std::string_view statement_type = "https://in-toto.io/Statement/v1";
constexpr std::string_view test_result_type = "https://in-toto.io/attestation/test-result/v0.1";

Proof proof_of(Proof::Kind kind, const flux::Object& object, std::string_view prefix) {
  const std::string name = fmt::format("{} {}", object.namespace_(), object.name());
  return {.kind = kind,
          .object = object,
          .what = object.id().text(),
          .clusters = {},
          .plan = {},
          .file = fmt::format("{}-{}.yaml", prefix, file_name_part(name)),
          .doubt = {}};
}

void add(std::vector<std::string>& names, std::string_view name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.emplace_back(name);
}

std::string_view condition(const flux::Object& object, std::string_view type) {
  for (const yaml::Node& condition : object.at("status.conditions").items())
    if (condition["type"].text() == type) return condition["status"].text();
  return {};
}

Proof backup(const flux::Object& object) {
  Proof proof = proof_of(Proof::Kind::backup, object, "backup");
  add(proof.clusters, object.at("spec.cluster.name").text());
  const std::string_view phase = object.at("status.phase").text();
  if (phase != "completed") {
    proof.doubt = fmt::format("its phase is `{}`; only a completed backup counts", phase);
  } else if (!text::parse_time(object.at("status.stoppedAt").text())) {
    proof.doubt = "it does not say when it stopped (status.stoppedAt)";
  }
  return proof;
}

Proof archiving(const flux::Object& object) {
  Proof proof = proof_of(Proof::Kind::archiving, object, "archiving");
  add(proof.clusters, object.name());
  const std::string_view status = condition(object, "ContinuousArchiving");
  if (status != "True")
    proof.doubt =
        fmt::format("its condition ContinuousArchiving is `{}`: nothing written since the backup can be recovered", status);
  return proof;
}

// `app-postgres-20260210` may be of app-postgres, as of app.
void add_prefixes(std::vector<std::string>& names, std::string_view name) {
  for (std::size_t dash = name.rfind('-'); dash != name.npos && dash > 0; dash = name.rfind('-', dash - 1))
    add(names, name.substr(0, dash));
}

Proof restore(const flux::Object& object) {
  Proof proof = proof_of(Proof::Kind::restore, object, "restore");
  const yaml::Node& recovery = object.at("spec.bootstrap.recovery");
  const std::string_view source = recovery["source"].text();
  for (const yaml::Node& external : object.at("spec.externalClusters").items()) {
    if (external["name"].text() != source) continue;
    add(proof.clusters, external.at("barmanObjectStore.serverName").text());
    add(proof.clusters, external.at("plugin.parameters.serverName").text());
  }
  add(proof.clusters, source);
  add_prefixes(proof.clusters, recovery.at("backup.name").text());
  if (condition(object, "Ready") != "True") proof.doubt = "the restored cluster is not Ready";
  return proof;
}

Proof object_store(const flux::Object& object) {
  Proof proof = proof_of(Proof::Kind::object_store, object, "object-store");
  const auto& servers = object.at("status.serverRecoveryWindow").members();
  for (const auto& [server, window] : servers) add(proof.clusters, server.text());
  if (servers.empty()) proof.doubt = "its status knows of no backup (serverRecoveryWindow)";
  return proof;
}

std::string missing_checks(const yaml::Node& statement) {
  const std::vector<std::string> passed = yaml::texts(statement.at("predicate.passedTests"));
  std::vector<std::string_view> missing;
  for (const std::string_view check : restore_checks)
    if (std::find(passed.begin(), passed.end(), check) == passed.end()) missing.push_back(check);
  return missing.empty() ? "" : fmt::format("passedTests does not name {}", fmt::join(missing, ", "));
}

Proof test_result(const flux::Object& object) {
  const yaml::Node& root = object.root();
  Proof proof = proof_of(Proof::Kind::test_result, object, "restore-test");
  std::string subjects;
  for (const yaml::Node& subject : root["subject"].items()) {
    const std::string_view name = subject["name"].text();
    subjects += fmt::format("{}{}", subjects.empty() ? "" : " ", name);
    add(proof.clusters, name.substr(name.find('/') + 1));
  }
  proof.what = fmt::format("Statement on {}", subjects);
  proof.file = fmt::format("restore-test-{}.yaml", file_name_part(subjects));
  proof.doubt = root.at("predicate.result").text() == "FAILED" ? "its result is FAILED" : missing_checks(root);
  return proof;
}

Proof written(Proof::Kind kind, const flux::Object& object, std::string_view prefix) {
  Proof proof = proof_of(kind, object, prefix);
  proof.what = fmt::format("{} {}", object.kind(), object.name());
  proof.plan = std::string(object.at("spec.plan").text());
  return proof;
}

Proof approval(const flux::Object& object) {
  Proof proof = written(Proof::Kind::approval, object, "approval");
  const yaml::Node& spec = object.at("spec");
  proof.file = fmt::format("approval-{}-{}.yaml", file_name_part(spec["phase"].text()), file_name_part(spec["by"].text()));
  return proof;
}

// What the API server keeps for itself says nothing, and the last applied configuration may say too much.
flux::Object without_ballast(const yaml::Node& document) {
  flux::Object object(document);
  yaml::Node* metadata = object.root().is_map() ? object.root().find("metadata") : nullptr;
  if (!metadata) return object;
  metadata->erase("managedFields");
  yaml::Node* annotations = metadata->find("annotations");
  if (!annotations) return object;
  annotations->erase("kubectl.kubernetes.io/last-applied-configuration");
  if (annotations->members().empty()) metadata->erase("annotations");
  return object;
}

CannotRun unknown(const flux::Object& object, std::string_view from) {
  const std::string kind = object.kind().empty() ? "a document without a kind" : object.id().text();
  return CannotRun(fmt::format(
      "{} holds {}, which proves nothing here. What counts: Backup, Cluster and ObjectStore objects as kubectl exports "
      "them, in-toto Statements v1 with a test-result, and Approval, RollbackDrill and BreakGlass documents.",
      from, kind));
}

}  // namespace

std::string_view Proof::proves() const {
  switch (kind) {
    case Kind::backup:
    case Kind::object_store:
      return "a backup";
    case Kind::archiving:
      return "that WAL is archived";
    case Kind::restore:
      return "a restore; a Statement says what was checked after it (`safeops-check evidence new restore`)";
    case Kind::test_result:
      return "what was checked after a restore";
    case Kind::approval:
      return "a decision";
    case Kind::drill:
      return "a rollback drill";
    case Kind::break_glass:
      return "an emergency";
  }
  return {};
}

bool Proof::is_written() const {
  return kind == Kind::approval || kind == Kind::drill || kind == Kind::break_glass;
}

Proof recognise(const yaml::Node& document, std::string_view from) {
  const flux::Object object = without_ballast(document);
  if (object.kind() == "Secret")
    throw CannotRun(fmt::format("{} holds {}. A Secret is no evidence and has no place in git; nothing was written.", from,
                                object.id().text()));
  if (object.is("postgresql.cnpg.io", "Backup")) return backup(object);
  if (object.is("postgresql.cnpg.io", "Cluster"))
    return object.at("spec.bootstrap.recovery").is_map() ? restore(object) : archiving(object);
  if (object.is("barmancloud.cnpg.io", "ObjectStore")) return object_store(object);
  if (object.root()["_type"].text() == statement_type && object.root()["predicateType"].text() == test_result_type)
    return test_result(object);
  if (object.is("safeops.dev", "Approval")) return approval(object);
  if (object.is("safeops.dev", "RollbackDrill")) return written(Proof::Kind::drill, object, "drill");
  if (object.is("safeops.dev", "BreakGlass")) return written(Proof::Kind::break_glass, object, "break-glass");
  throw unknown(object, from);
}

}  // namespace safeops
