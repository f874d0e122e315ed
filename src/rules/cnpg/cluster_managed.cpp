#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/cnpg/cluster_checks.hpp"
#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

// IsRoleReserved
bool is_reserved_role(std::string_view name) {
  return name == "postgres" || name == "streaming_replica" || name.starts_with("pg_") || name.starts_with("cnpg_");
}

// validateEnv
void environment(Inspection& in) {
  for (const yaml::Node& variable : in.at("spec.env").items())
    if (!variable["name"].is_opaque() && is_reserved_variable(variable["name"].text()))
      in.refuse(variable["name"], fmt::format("environment variable `{}` is the operator's own", variable["name"].text()),
                "Remove it; what PostgreSQL is to do is set under `spec.postgresql`.");
}

// validateManagedRoles
void role_names(Inspection& in) {
  const yaml::Node& roles = in.at("spec.managed.roles");
  for (const yaml::Node* again : repeated(roles, "name"))
    in.refuse(*again, fmt::format("managed role `{}` is listed twice", again->text()), "Keep one of the two.");
  for (const yaml::Node& role : roles.items())
    if (!role["name"].is_opaque() && is_reserved_role(role["name"].text()))
      in.refuse(role["name"], fmt::format("managed role `{}` is reserved", role["name"].text()),
                "Choose a name other than postgres and streaming_replica, and without the prefixes `pg_` and `cnpg_`.");
}

// validateManagedRoles
void role_settings(Inspection& in) {
  for (const yaml::Node& role : in.at("spec.managed.roles").items()) {
    const auto limit = number(role["connectionLimit"], -1);
    if (limit && *limit < -1)
      in.refuse(role["connectionLimit"],
                fmt::format("managed role `{}` has a connection limit of {}", role["name"].text(), *limit),
                "Write -1 for no limit, or 0 and more.");
    if (role["disablePassword"].boolean() == true && is_set(role["passwordSecret"]))
      in.refuse(role["disablePassword"], fmt::format("managed role `{}` has a password and has it disabled", role["name"].text()),
                "Keep one of `passwordSecret` and `disablePassword`.");
  }
}

// validateManagedServices
void default_services(Inspection& in) {
  for (const yaml::Node& service : in.at("spec.managed.services.disabledDefaultServices").items())
    if (service.text() == "rw")
      in.refuse(service, "the read-write service cannot be switched off", "Remove `rw` from `disabledDefaultServices`.");
}

bool is_own_service(const flux::Object& cluster, std::string_view name) {
  for (const std::string_view suffix : {"-rw", "-ro", "-r", "-any"})
    if (name == fmt::format("{}{}", cluster.name(), suffix)) return true;
  return false;
}

// validateManagedServices, validateServiceTemplate
void additional_services(Inspection& in) {
  std::vector<std::string_view> seen;
  for (const yaml::Node& service : in.at("spec.managed.services.additional").items()) {
    const yaml::Node& name = service.at("serviceTemplate.metadata.name");
    const std::string_view text = name.text();
    if (!service.at("serviceTemplate.spec.selector").members().empty())
      in.refuse(service.at("serviceTemplate.spec.selector"), "a managed service brings its own selector",
                "Remove `selector`: `selectorType` chooses the pods.");
    if (name.is_opaque()) continue;
    if (!has_text(name)) {
      in.refuse(service, "a managed service has no name", "Add `serviceTemplate.metadata.name`.");
      continue;
    }
    if (is_own_service(in.object(), text))
      in.refuse(name, fmt::format("managed service `{}` has the name of one the operator makes", text), "Choose another name.");
    if (std::find(seen.begin(), seen.end(), text) != seen.end())
      in.refuse(name, fmt::format("managed service `{}` is listed twice", text), "Keep one of the two.");
    seen.push_back(text);
  }
}

constexpr std::array<Check, 5> checks{environment, role_names, role_settings, default_services, additional_services};

}  // namespace

bool is_reserved_variable(std::string_view written) {
  const std::string name = text::lower(written);
  return name.starts_with("cnpg_") || name.starts_with("pg") || name == "pod_name" || name == "namespace" ||
         name == "cluster_name";
}

std::span<const Check> cluster_managed_checks() {
  return checks;
}

}  // namespace safeops::rules
