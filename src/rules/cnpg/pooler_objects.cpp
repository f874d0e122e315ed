#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/cnpg/inspection.hpp"
#include "rules/cnpg/object_checks.hpp"

namespace safeops::rules {
namespace {

// AllowedPgbouncerGenericConfigurationParameters
constexpr auto allowed = std::to_array<std::string_view>({"application_name_add_host",
                                                          "auth_type",
                                                          "auth_user",
                                                          "autodb_idle_timeout",
                                                          "cancel_wait_timeout",
                                                          "client_idle_timeout",
                                                          "client_login_timeout",
                                                          "client_tls13_ciphers",
                                                          "client_tls_ciphers",
                                                          "client_tls_sslmode",
                                                          "default_pool_size",
                                                          "disable_pqexec",
                                                          "dns_max_ttl",
                                                          "dns_nxdomain_ttl",
                                                          "idle_transaction_timeout",
                                                          "ignore_startup_parameters",
                                                          "listen_backlog",
                                                          "log_connections",
                                                          "log_disconnections",
                                                          "log_pooler_errors",
                                                          "log_stats",
                                                          "max_client_conn",
                                                          "max_db_connections",
                                                          "max_packet_size",
                                                          "max_prepared_statements",
                                                          "max_user_connections",
                                                          "min_pool_size",
                                                          "pkt_buf",
                                                          "query_timeout",
                                                          "query_wait_timeout",
                                                          "reserve_pool_size",
                                                          "reserve_pool_timeout",
                                                          "sbuf_loopcnt",
                                                          "server_check_delay",
                                                          "server_check_query",
                                                          "server_connect_timeout",
                                                          "server_fast_close",
                                                          "server_idle_timeout",
                                                          "server_lifetime",
                                                          "server_login_retry",
                                                          "server_reset_query",
                                                          "server_reset_query_always",
                                                          "server_round_robin",
                                                          "server_tls13_ciphers",
                                                          "server_tls_ciphers",
                                                          "server_tls_protocols",
                                                          "server_tls_sslmode",
                                                          "stats_period",
                                                          "suspend_timeout",
                                                          "tcp_defer_accept",
                                                          "tcp_keepalive",
                                                          "tcp_keepcnt",
                                                          "tcp_keepidle",
                                                          "tcp_keepintvl",
                                                          "tcp_socket_buffer",
                                                          "tcp_user_timeout",
                                                          "track_extra_parameters",
                                                          "verbose"});
static_assert(std::is_sorted(allowed.begin(), allowed.end()));

// validatePgBouncer
void auth_query(Inspection& in) {
  const yaml::Node& bouncer = in.at("spec.pgbouncer");
  const bool has_secret = has_text(bouncer.at("authQuerySecret.name")) || has_text(bouncer.at("serverTLSSecret.name"));
  const bool has_query = has_text(bouncer["authQuery"]);
  if (has_secret && !has_query)
    in.refuse(bouncer[is_set(bouncer["authQuerySecret"]) ? "authQuerySecret" : "serverTLSSecret"],
              "the Pooler logs in by a Secret of its own and has no authQuery",
              "Add `authQuery`, or leave both out: the operator then sets them up.");
  if (has_query && !has_secret)
    in.refuse(bouncer["authQuery"], "the Pooler has an authQuery and no Secret to log in with",
              "Add `authQuerySecret.name`, or leave both out.");
}

// validateCluster
void own_name(Inspection& in) {
  const yaml::Node& cluster = in.at("spec.cluster.name");
  if (is_set(in.at("spec.cluster")) && !has_text(cluster))
    in.refuse("spec.cluster.name", "the Pooler names no Cluster", "Write `spec.cluster.name`.");
  if (has_text(cluster) && !cluster.is_opaque() && cluster.text() == in.object().name())
    in.refuse("metadata.name", fmt::format("the Pooler has the name of its Cluster, `{}`", cluster.text()),
              fmt::format("Call it `{}-pooler-rw`.", cluster.text()));
}

// validatePgbouncerGenericParameters
void pgbouncer_parameters(Inspection& in) {
  for (const auto& [name, value] : in.at("spec.pgbouncer.parameters").members()) {
    if (!name.is_opaque() && !std::binary_search(allowed.begin(), allowed.end(), name.text()))
      in.refuse(name, fmt::format("PgBouncer's parameter `{}` is set by the operator alone, or is none", name.text()),
                "Remove it.");
  }
}

// validateMonitoring
void metrics_certificate(Inspection& in) {
  if (in.at("spec.monitoring.tls.enabled").boolean() == true && in.at("spec.monitoring.enablePodMonitor").boolean() == true &&
      !has_text(in.at("spec.pgbouncer.clientTLSSecret.name")))
    in.refuse("spec.monitoring.tls.enabled", "metrics over TLS would show the Cluster's certificate instead of the Pooler's",
              "Add `spec.pgbouncer.clientTLSSecret`, or write the PodMonitor yourself and set `enablePodMonitor: false`.");
}

// CRD: `!(has(self.image) && has(self.imageCatalogRef))`
void image_or_catalog(Inspection& in) {
  const yaml::Node& bouncer = in.at("spec.pgbouncer");
  if (is_set(bouncer["image"]) && is_set(bouncer["imageCatalogRef"]))
    in.reject(bouncer["image"], "image and imageCatalogRef both say which PgBouncer runs", "Keep one of the two.");
}

constexpr std::array<Check, 5> pooler_checks{auth_query, own_name, pgbouncer_parameters, metrics_certificate, image_or_catalog};

}  // namespace

std::vector<Refusal> refused_pooler(const flux::Object& pooler, bool creates) {
  return inspect(pooler, creates, {pooler_checks});
}

}  // namespace safeops::rules
