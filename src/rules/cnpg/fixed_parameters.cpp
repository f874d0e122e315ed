#include "rules/cnpg/fixed_parameters.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace safeops::rules {
namespace {

constexpr auto fixed = std::to_array<std::string_view>({"allow_system_table_mods",
                                                        "archive_cleanup_command",
                                                        "archive_command",
                                                        "bonjour",
                                                        "bonjour_name",
                                                        "cluster_name",
                                                        "config_file",
                                                        "data_directory",
                                                        "data_sync_retry",
                                                        "event_source",
                                                        "external_pid_file",
                                                        "hba_file",
                                                        "hot_standby",
                                                        "ident_file",
                                                        "jit_provider",
                                                        "listen_addresses",
                                                        "log_destination",
                                                        "log_directory",
                                                        "log_file_mode",
                                                        "log_filename",
                                                        "log_rotation_age",
                                                        "log_rotation_size",
                                                        "log_truncate_on_rotation",
                                                        "logging_collector",
                                                        "pg_failover_slots.primary_dsn",
                                                        "pg_failover_slots.standby_slot_names",
                                                        "port",
                                                        "primary_conninfo",
                                                        "primary_slot_name",
                                                        "promote_trigger_file",
                                                        "recovery_end_command",
                                                        "recovery_min_apply_delay",
                                                        "recovery_target",
                                                        "recovery_target_action",
                                                        "recovery_target_inclusive",
                                                        "recovery_target_lsn",
                                                        "recovery_target_name",
                                                        "recovery_target_time",
                                                        "recovery_target_timeline",
                                                        "recovery_target_xid",
                                                        "restart_after_crash",
                                                        "restore_command",
                                                        "shared_preload_libraries",
                                                        "ssl",
                                                        "ssl_ca_file",
                                                        "ssl_cert_file",
                                                        "ssl_crl_file",
                                                        "ssl_dh_params_file",
                                                        "ssl_ecdh_curve",
                                                        "ssl_key_file",
                                                        "ssl_passphrase_command",
                                                        "ssl_passphrase_command_supports_reload",
                                                        "ssl_prefer_server_ciphers",
                                                        "stats_temp_directory",
                                                        "synchronized_standby_slots",
                                                        "synchronous_standby_names",
                                                        "syslog_facility",
                                                        "syslog_ident",
                                                        "syslog_sequence_numbers",
                                                        "syslog_split_messages",
                                                        "temp_tablespaces",
                                                        "unix_socket_directories",
                                                        "unix_socket_group",
                                                        "unix_socket_permissions"});
static_assert(std::is_sorted(fixed.begin(), fixed.end()));

// CnpgConfigurationSettings, the defaults that are fixed parameters too.
constexpr auto own_values = std::to_array<std::pair<std::string_view, std::string_view>>({{"log_destination", "csvlog"},
                                                                                          {"log_directory", "/controller/log"},
                                                                                          {"log_filename", "postgres"},
                                                                                          {"log_rotation_age", "0"},
                                                                                          {"log_rotation_size", "0"},
                                                                                          {"log_truncate_on_rotation", "false"},
                                                                                          {"logging_collector", "on"},
                                                                                          {"shared_preload_libraries", ""}});

}  // namespace

bool is_fixed_parameter(std::string_view name) {
  return std::binary_search(fixed.begin(), fixed.end(), name);
}

std::optional<std::string_view> value_of_fixed(std::string_view name) {
  for (const auto& [parameter, value] : own_values)
    if (parameter == name) return value;
  return std::nullopt;
}

}  // namespace safeops::rules
