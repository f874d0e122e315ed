#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

#include "rules/cnpg/cluster_checks.hpp"

namespace safeops::rules {
namespace {

bool has_wildcard(const yaml::Node& names) {
  return std::any_of(names.items().begin(), names.items().end(), [](const yaml::Node& name) { return name.text() == "*"; });
}

// validateBootstrapMethod
void one_method(Inspection& in) {
  int methods = 0;
  for (const std::string_view method : {"initdb", "recovery", "pg_basebackup"})
    methods += is_set(in.at("spec.bootstrap")[method]);
  if (methods > 1)
    in.refuse("spec.bootstrap", fmt::format("spec.bootstrap names {} ways to make the database", methods),
              "Keep one of `initdb`, `recovery` and `pg_basebackup`.");
}

// validateInitDB, after defaultInitDB has filled in the names everywhere but in a monolith import
void database_of_owner(Inspection& in) {
  const yaml::Node& initdb = in.at("spec.bootstrap.initdb");
  if (initdb.at("import.type").text() == "monolith" && has_text(initdb["owner"]) && !is_set(initdb["database"]))
    in.refuse(initdb["owner"], "spec.bootstrap.initdb names an owner and no database",
              "Name the `database` it owns, or leave `owner` out: a monolith import brings the owners along.");
}

// CRD: rules of bootstrap.initdb
void locale_provider(Inspection& in) {
  hold_to_locale_provider(in, "spec.bootstrap.initdb");
}

// validateInitDB
void wal_segment_size(Inspection& in) {
  const yaml::Node& size = in.at("spec.bootstrap.initdb.walSegmentSize");
  const auto megabytes = number(size, 0);
  if (!megabytes || *megabytes == 0 || (*megabytes > 0 && std::has_single_bit(static_cast<std::uint64_t>(*megabytes)))) return;
  in.refuse(size, fmt::format("a WAL segment of {} MB is no power of two", *megabytes),
            "Write 16, 32, 64 or another power of two.");
}

// validateInitDB
void sql_references(Inspection& in) {
  for (const std::string_view kind : {"secretRefs", "configMapRefs"})
    for (const yaml::Node& reference : in.at("spec.bootstrap.initdb.postInitApplicationSQLRefs")[kind].items())
      if (!has_text(reference["name"]) || !has_text(reference["key"]))
        in.refuse(reference, fmt::format("an entry of postInitApplicationSQLRefs.{} lacks its name or its key", kind),
                  "Write both `name` and `key`.");
}

// validateMicroservice
void microservice_import(Inspection& in) {
  const yaml::Node& import = in.at("spec.bootstrap.initdb.import");
  if (import["type"].text() != "microservice") return;
  const auto& databases = import["databases"].items();
  if (is_set(import["databases"]) && databases.size() != 1)
    in.refuse(import["databases"], fmt::format("a microservice import brings one database, and {} are listed", databases.size()),
              "List exactly one database, or set `type: monolith`.");
  else if (!databases.empty() && databases.front().text().find('*') != std::string_view::npos)
    in.refuse(databases.front(), "a microservice import cannot name its database by a wildcard", "Name the database.");
  if (!import["roles"].items().empty())
    in.refuse(import["roles"], "a microservice import brings no roles", "Remove `roles`; the owner is `initdb.owner`.");
}

// validateMonolith
void monolith_import(Inspection& in) {
  const yaml::Node& import = in.at("spec.bootstrap.initdb.import");
  if (import["type"].text() != "monolith") return;
  if (is_set(import["databases"]) && import["databases"].items().empty())
    in.refuse(import["databases"], "a monolith import names no database", "List the databases, or `\"*\"` for all.");
  for (const std::string_view list : {"databases", "roles"})
    if (import[list].items().size() > 1 && has_wildcard(import[list]))
      in.refuse(import[list], fmt::format("import.{} has `*` beside names", list), "Keep `\"*\"` alone, or the names alone.");
  if (!import["postImportApplicationSQL"].items().empty())
    in.refuse(import["postImportApplicationSQL"], "a monolith import runs no postImportApplicationSQL",
              "Remove it and run the SQL as a migration after the import.");
}

bool is_external(Inspection& in, const yaml::Node& name) {
  const yaml::Node& servers = in.at("spec.externalClusters");
  if (name.is_opaque() || entry_named(servers, name.text())) return true;
  return std::any_of(servers.items().begin(), servers.items().end(),
                     [](const yaml::Node& server) { return server["name"].is_opaque(); });
}

// validateBootstrapPgBaseBackupSource, validateBootstrapRecoverySource
void source_exists(Inspection& in) {
  for (const std::string_view method : {"pg_basebackup", "recovery"}) {
    const yaml::Node& section = in.at("spec.bootstrap")[method];
    const yaml::Node& source = section["source"];
    if (!is_set(section) || (method == "recovery" && !has_text(source)) || is_external(in, source)) continue;
    in.refuse(has_text(source) ? source : section,
              fmt::format("spec.bootstrap.{} starts from `{}`, and externalClusters has no such entry", method, source.text()),
              "Name an entry of `spec.externalClusters`, or add one of that name.");
  }
}

// validateBootstrapRecoverySource: of a server that is there, validateExternalCluster says the same
constexpr std::array<Check, 8> checks{one_method,     database_of_owner,   locale_provider, wal_segment_size,
                                      sql_references, microservice_import, monolith_import, source_exists};

}  // namespace

std::span<const Check> cluster_bootstrap_checks() {
  return checks;
}

}  // namespace safeops::rules
