#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/cnpg/inspection.hpp"
#include "rules/cnpg/object_checks.hpp"

namespace safeops::rules {
namespace {

constexpr std::array<std::string_view, 4> lists{"extensions", "schemas", "fdws", "servers"};

// CRD: required fields
void database_named(Inspection& in) {
  require(in, {"spec.cluster", "spec.name", "spec.owner"});
}

// CRD: reserved names
void database_name(Inspection& in) {
  const yaml::Node& name = in.at("spec.name");
  for (const std::string_view reserved : {"postgres", "template0", "template1"})
    if (name.text() == reserved)
      in.reject(name, fmt::format("database `{}` is PostgreSQL's own", reserved), "Choose another name.");
}

// CRD: locales belong to their provider
void locale_provider(Inspection& in) {
  hold_to_locale_provider(in, "spec");
}

void list_once(Inspection& in, const yaml::Node& list, std::string_view what) {
  for (const yaml::Node* again : repeated(list, "name"))
    in.refuse(*again, fmt::format("{} `{}` is listed twice", what, again->text()), "Keep one of the two.");
}

// validateExtensions, validateSchemas, validateFDWs, validateForeignServers
void listed_once(Inspection& in) {
  for (const std::string_view list : lists) {
    list_once(in, in.at("spec")[list], list.substr(0, list.size() - 1));
    if (list != "fdws" && list != "servers") continue;
    for (const yaml::Node& item : in.at("spec")[list].items()) {
      list_once(in, item["options"], fmt::format("option of `{}`:", item["name"].text()));
      list_once(in, item["usage"], fmt::format("user of `{}`:", item["name"].text()));
    }
  }
}

// CRD: `self != ''`
void users_named(Inspection& in) {
  for (const std::string_view list : {"fdws", "servers"})
    for (const yaml::Node& item : in.at("spec")[list].items())
      for (const yaml::Node& user : item["usage"].items())
        if (!has_text(user["name"]))
          in.reject(user, fmt::format("a user of `{}` has no name", item["name"].text()), "Add `name`.");
}

// validateServerFDWReference
void wrapper_exists(Inspection& in) {
  const yaml::Node& wrappers = in.at("spec.fdws");
  if (wrappers.is_opaque()) return;
  for (const yaml::Node& server : in.at("spec.servers").items()) {
    const yaml::Node& wrapper = server["fdw"];
    if (server["ensure"].text() == "absent" || wrapper.is_opaque() || entry_named(wrappers, wrapper.text())) continue;
    in.refuse(is_set(wrapper) ? wrapper : server,
              fmt::format("server `{}` uses fdw `{}`, which spec.fdws does not list", server["name"].text(), wrapper.text()),
              "Add the foreign data wrapper to `spec.fdws`.");
  }
}

constexpr std::array<Check, 6> database_checks{database_named, database_name, locale_provider,
                                               listed_once,    users_named,   wrapper_exists};

// CRD: rules of DatabaseRole
void role(Inspection& in) {
  const yaml::Node& name = in.at("spec.name");
  const std::string_view text = name.text();
  if (name.is_scalar() && text.empty()) in.reject(name, "the role has no name", "Write its `name`.");
  if (text == "postgres" || text == "streaming_replica" || text.starts_with("pg_") || text.starts_with("cnpg_"))
    in.reject(name, fmt::format("role `{}` is reserved", text), "Choose another name.");
  if (in.at("spec.ensure").text() == "absent")
    in.reject("spec.ensure", "a DatabaseRole cannot be absent",
              "Set `databaseRoleReclaimPolicy: delete` and remove the object in a later change.");
  if (is_set(in.at("spec.passwordSecret")) && in.at("spec.disablePassword").boolean() == true)
    in.reject("spec.disablePassword", "the role has a password and has it disabled",
              "Keep one of `passwordSecret` and `disablePassword`.");
  const yaml::Node& login = in.at("spec.login");
  if (in.at("spec.clientCertificate.enabled").boolean() == true && !login.is_opaque() && login.boolean() != true)
    in.reject("spec.clientCertificate.enabled", "the role gets a certificate and may not log in", "Add `login: true`.");
}

constexpr std::array<Check, 1> role_checks{role};

// CRD: rules of Publication
void publication(Inspection& in) {
  const yaml::Node& target = in.at("spec.target");
  if (is_set(target) && is_set(target["allTables"]) == is_set(target["objects"]))
    in.reject(target, "the publication says not exactly one of allTables and objects", "Keep one of the two.");
  for (const yaml::Node& object : target["objects"].items())
    if (is_set(object["tablesInSchema"]) == is_set(object["table"]))
      in.reject(object, "an object of the publication is not exactly one of table and tablesInSchema", "Keep one of the two.");
}

constexpr std::array<Check, 1> publication_checks{publication};

}  // namespace

std::vector<Refusal> refused_database(const flux::Object& database, bool creates) {
  return inspect(database, creates, {database_checks});
}

std::vector<Refusal> refused_database_role(const flux::Object& object, bool creates) {
  return inspect(object, creates, {role_checks});
}

std::vector<Refusal> refused_publication(const flux::Object& object, bool creates) {
  return inspect(object, creates, {publication_checks});
}

std::vector<Refusal> refused_subscription(const flux::Object& object, bool creates) {
  return inspect(object, creates, {});
}

}  // namespace safeops::rules
