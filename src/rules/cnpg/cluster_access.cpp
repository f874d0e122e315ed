#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/cnpg/cluster_checks.hpp"

namespace safeops::rules {
namespace {

// validateSuperuserSecret
void superuser_secret(Inspection& in) {
  const yaml::Node& secret = in.at("spec.superuserSecret");
  if (is_set(secret) && !has_text(secret["name"]))
    in.refuse(secret, "superuserSecret names no Secret", "Add its `name`, or remove the section: the operator then makes one.");
}

// validateCerts
void certificates(Inspection& in) {
  const yaml::Node& given = in.at("spec.certificates");
  const yaml::Node& server = given["serverTLSSecret"];
  if (has_text(server) && !given["serverAltDNSNames"].items().empty())
    in.refuse(given["serverAltDNSNames"], "serverAltDNSNames cannot be put into a certificate that is given",
              "Remove them, and issue the certificate with these names.");
  if (has_text(server) && !has_text(given["serverCASecret"]))
    in.refuse(server, "serverTLSSecret comes without the authority that signed it", "Add `serverCASecret`.");
  if (has_text(given["replicationTLSSecret"]) && !has_text(given["clientCASecret"]))
    in.refuse(given["replicationTLSSecret"], "replicationTLSSecret comes without the authority that signed it",
              "Add `clientCASecret`.");
}

// validateLDAP
void ldap(Inspection& in) {
  const yaml::Node& ldap = in.at("spec.postgresql.ldap");
  if (!is_set(ldap)) return;
  if (!has_text(ldap["server"])) in.refuse(ldap, "postgresql.ldap names no server", "Add `server`.");
  if (is_set(ldap["bindAsAuth"]) && is_set(ldap["bindSearchAuth"]))
    in.refuse(ldap, "postgresql.ldap has two ways to bind", "Keep one of `bindAsAuth` and `bindSearchAuth`.");
}

// validateExternalClusters
void external_names(Inspection& in) {
  for (const yaml::Node* again : repeated(in.at("spec.externalClusters"), "name"))
    in.refuse(*again, fmt::format("external cluster `{}` is listed twice", again->text()), "Keep one of the two.");
}

// validateExternalCluster
void external_sources(Inspection& in) {
  for (const yaml::Node& server : in.at("spec.externalClusters").items())
    if (!is_set(server["connectionParameters"]) && !is_set(server["barmanObjectStore"]) && !is_set(server["plugin"]))
      in.refuse(server, fmt::format("external cluster `{}` says no way to reach it", server["name"].text()),
                "Add connectionParameters, plugin or barmanObjectStore.");
}

// isUnsafePathComponent
bool leaves_its_folder(const yaml::Node& value) {
  const std::string_view text = value.text();
  return !value.is_opaque() && (text == "." || text == ".." || text.find_first_of("/\\") != std::string_view::npos);
}

// validateExternalCluster
void external_paths(Inspection& in) {
  constexpr std::string_view next = "Use a name without `/`, `\\` and `..`: it becomes a file's.";
  for (const yaml::Node& server : in.at("spec.externalClusters").items()) {
    if (leaves_its_folder(server["name"]))
      in.refuse(server["name"], fmt::format("external cluster `{}` has a path for a name", server["name"].text()),
                std::string(next));
    for (const std::string_view selector : {"sslCert", "sslKey", "sslRootCert"})
      for (const std::string_view part : {"name", "key"})
        if (leaves_its_folder(server[selector][part]))
          in.refuse(server[selector][part],
                    fmt::format("{} of external cluster `{}` has a path for its {}", selector, server["name"].text(), part),
                    std::string(next));
  }
}

// validateServiceAccountConfig
void service_account(Inspection& in) {
  if (has_text(in.at("spec.serviceAccountName")) && is_set(in.at("spec.serviceAccountTemplate")))
    in.refuse("spec.serviceAccountName", "serviceAccountName stands beside serviceAccountTemplate", "Keep one of the two.");
}

// validatePodSelectorRefs
void pod_selectors(Inspection& in) {
  for (const yaml::Node* again : repeated(in.at("spec.podSelectorRefs"), "name"))
    in.refuse(*again, fmt::format("podSelectorRef `{}` is listed twice", again->text()), "Keep one of the two.");
}

constexpr std::array<Check, 8> checks{superuser_secret, certificates,    ldap,         external_names, external_sources,
                                      external_paths,   service_account, pod_selectors};

}  // namespace

std::span<const Check> cluster_access_checks() {
  return checks;
}

}  // namespace safeops::rules
