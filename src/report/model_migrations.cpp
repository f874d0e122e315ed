#include "report/model_parts.hpp"

// Migrations, the plans that order them, and the evidence for them.
namespace safeops::report {
namespace {

constexpr std::size_t most_entries = 10'000;  // statements and effects of one migration: a file can hold a million

std::string_view word_for(Migration::Carrier carrier) {
  switch (carrier) {
    case Migration::Carrier::file:
      return "file";
    case Migration::Carrier::config_map:
      return "configMap";
    case Migration::Carrier::bootstrap:
      return "bootstrap";
    case Migration::Carrier::job:
      return "job";
  }
  return "";
}

Json declared_json(sql::DeclaredPhase phase) {
  switch (phase) {
    case sql::DeclaredPhase::none:
      return nullptr;
    case sql::DeclaredPhase::expand:
      return "expand";
    case sql::DeclaredPhase::contract:
      return "contract";
  }
  return nullptr;
}

Json effect_json(const sql::Effect& effect) {
  return {{"kind", to_string(effect.kind)},
          {"object", effect.object.empty() ? Json(nullptr) : text_json(effect.object.text())},
          {"member", text_json(effect.member)}};
}

Json statement_json(const Migration& migration, const sql::Statement& statement) {
  Json effects = Json::array();
  for (const sql::Effect& effect : statement.effects) effects.push_back(effect_json(effect));
  return {{"kind", statement.kind},
          {"phase", to_string(statement.phase())},
          {"direction", statement.direction == sql::Direction::up ? "up" : "down"},
          {"effects", std::move(effects)},
          {"place", model_place(migration.place(statement.span))}};
}

Json statements_json(const Migration& migration, const sql::Script& script) {
  Json list = Json::array();
  std::size_t entries = 0;
  for (const sql::Statement& statement : script.statements) {
    entries += 1 + statement.effects.size();
    if (entries > most_entries) break;
    list.push_back(statement_json(migration, statement));
  }
  return list;
}

Json files_json(const std::vector<FileReference>& files) {
  Json list = Json::array();
  for (const FileReference& file : files) list.push_back({{"file", text_json(file.path)}, {"place", model_place(file.place)}});
  return list;
}

Json window_json(const std::optional<Plan::Window>& window) {
  if (!window) return nullptr;
  return {{"seconds", window->duration ? Json(*window->duration) : Json(nullptr)},
          {"criteria", texts_json(window->criteria)},
          {"alerts", texts_json(window->alerts)},
          {"place", model_place(window->place)}};
}

Json flag_name_json(const std::optional<FlagName>& flag) {
  if (!flag) return nullptr;
  return {{"configMap", text_json(flag->config_map)}, {"key", text_json(flag->key)}};
}

}  // namespace

Json migration_json(const Migration& migration, const Connections& connections) {
  const sql::Script& script = migration.script();
  const bool readable = migration.source().readable();
  const Plan* plan = connections.plan_of(migration);
  Json statements = statements_json(migration, script);
  const std::size_t left_out = script.statements.size() - statements.size();
  return {{"name", text_json(migration.name)},
          {"carrier", word_for(migration.carrier)},
          {"database", text_json(migration.database)},
          {"databaseReason", text_json(migration.database_reason)},
          {"plan", text_json(plan ? plan->name : "")},
          {"framework", script.framework == sql::Framework::none ? Json(nullptr) : Json(to_string(script.framework))},
          {"declared", declared_json(script.declared)},
          {"phase", to_string(readable ? script.phase() : sql::Phase::unknown)},
          {"complete", readable && script.complete()},
          {"statements", std::move(statements)},
          {"statementsLeftOut", left_out},
          {"place", model_place(migration.place())}};
}

Json plan_json(const Plan& plan) {
  return {{"name", text_json(plan.name)},
          {"app", text_json(plan.app)},
          {"database", text_json(plan.database)},
          {"expand", files_json(plan.expand)},
          {"contract", files_json(plan.contract)},
          {"flag", flag_name_json(plan.flag)},
          {"rollbackWindow", window_json(plan.window)},
          {"owner", text_json(plan.owner)},
          {"place", model_place(plan.place())}};
}

Json backup_json(const BackupEvidence& backup) {
  return {{"plan", text_json(backup.plan)},
          {"cluster", text_json(backup.cluster)},
          {"namespace", text_json(backup.namespace_)},
          {"serverName", text_json(backup.server_name)},
          {"phase", text_json(backup.phase)},
          {"stoppedAt", time_json(backup.stopped_at)},
          {"place", model_place(backup.place())}};
}

Json cluster_evidence_json(const ClusterEvidence& cluster) {
  return {{"plan", text_json(cluster.plan)},
          {"cluster", text_json(cluster.cluster())},
          {"namespace", text_json(cluster.namespace_())},
          {"archiving", text_json(cluster.archiving)},
          {"place", model_place(cluster.archiving_place ? cluster.archiving_place : cluster.object.place())}};
}

Json approval_json(const Approval& approval) {
  Json files = Json::array();
  for (const Approval::File& file : approval.files)
    files.push_back({{"file", text_json(file.path)}, {"sha256", text_json(file.sha256)}, {"place", model_place(file.place)}});
  return {
      {"plan", text_json(approval.plan)},      {"phase", text_json(approval.phase)}, {"decision", text_json(approval.decision)},
      {"by", text_json(approval.by)},          {"at", time_json(approval.at)},       {"files", std::move(files)},
      {"place", model_place(approval.place())}};
}

}  // namespace safeops::report
