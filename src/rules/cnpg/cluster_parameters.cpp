#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/fixed_parameters.hpp"
#include "rules/cnpg/quantity.hpp"

namespace safeops::rules {
namespace {

const yaml::Node& parameters_of(Inspection& in) {
  return in.at("spec.postgresql.parameters");
}

// A parameter that is written and can be read here.
const yaml::Node* known(Inspection& in, std::string_view name) {
  const yaml::Node& value = parameters_of(in)[name];
  return has_text(value) && !value.is_opaque() ? &value : nullptr;
}

bool is_word(std::string_view text) {
  const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9') || c == '$'; };
  return !text.empty() && starts(text.front()) && std::all_of(text.begin(), text.end(), continues);
}

// validateConfiguration: postgresParameterNameRegex
void parameter_names(Inspection& in) {
  for (const auto& [name, value] : parameters_of(in).members()) {
    const auto dot = name.text().find('.');
    const bool fits =
        is_word(name.text().substr(0, dot)) && (dot == std::string_view::npos || is_word(name.text().substr(dot + 1)));
    if (!fits && !name.is_opaque())
      in.refuse(name, fmt::format("`{}` is no name of a PostgreSQL parameter", name.text()),
                "Write the name as PostgreSQL does: letters, digits and `_`, with one dot for an extension's.");
  }
}

// The archive_mode that CreatePostgresqlConfiguration makes of the Cluster.
std::string_view archive_mode(Inspection& in) {
  if (in.annotation("cnpg.io/skipWalArchiving").text() == "enabled") return "off";
  return is_replica(in.object()).value_or(false) ? "always" : "on";
}

std::string instead_of(std::string_view name) {
  if (name == "shared_preload_libraries") return "List the libraries under `spec.postgresql.shared_preload_libraries`.";
  if (name == "synchronous_standby_names") return "Say how many replicas are synchronous under `spec.postgresql.synchronous`.";
  if (name.starts_with("ssl")) return "Remove it; certificates are set under `spec.certificates`.";
  if (name.starts_with("recovery_target")) return "Remove it; the target is set under `spec.bootstrap.recovery.recoveryTarget`.";
  return "Remove it.";
}

// validateConfiguration: FixedConfigurationParameters, but for archive_mode, which the defaults overwrite
void fixed_parameters(Inspection& in) {
  for (const auto& [name, value] : parameters_of(in).members()) {
    if (!is_fixed_parameter(name.text()) || value.is_opaque()) continue;
    if (value_of_fixed(name.text()) == value.text()) continue;
    in.refuse(name, fmt::format("parameter `{}` is set by the operator alone", name.text()), instead_of(name.text()));
  }
}

// validateConfiguration
void wal_level(Inspection& in) {
  const yaml::Node& level = parameters_of(in)["wal_level"];
  if (!is_set(level) || level.is_opaque() || level.text() == "logical" || level.text() == "replica") return;
  if (level.text() != "minimal")
    return in.refuse(level, fmt::format("`{}` is no wal_level", level.text()),
                     "Write `logical`, which is the default, or `replica`.");
  const auto instances = number(in.at("spec.instances"), 1);
  if ((instances && *instances > 1) || archive_mode(in) != "off")
    in.refuse(level, "`wal_level: minimal` leaves nothing to archive and nothing for replicas", "Write `replica` or `logical`.");
  const yaml::Node& senders = parameters_of(in)["max_wal_senders"];
  if (senders.text() != "0" && !senders.is_opaque())
    in.refuse(level, "`wal_level: minimal` needs `max_wal_senders: \"0\"`", "Write `wal_level: replica` or `logical`.");
}

// validateConfiguration, validateWalSizeConfiguration
void readable_sizes(Inspection& in) {
  for (const std::string_view name : {"shared_buffers", "min_wal_size", "max_wal_size"}) {
    const yaml::Node* size = known(in, name);
    if (size && !postgres_size(size->text()))
      in.refuse(*size, fmt::format("`{}` is no size for parameter `{}`", size->text(), name),
                "Write a number with PostgreSQL's unit: kB, MB, GB or TB, ending in a capital B.");
  }
}

std::optional<double> size_or(Inspection& in, std::string_view name, std::string_view unset) {
  const yaml::Node& value = parameters_of(in)[name];
  if (value.is_opaque()) return std::nullopt;
  return postgres_size(has_text(value) ? value.text() : unset);
}

// validateWalSizeConfiguration
void wal_sizes_in_order(Inspection& in) {
  const auto least = size_or(in, "min_wal_size", "80MB");
  const auto most = size_or(in, "max_wal_size", "1GB");
  if (!least || !most || *least == 0 || *most == 0 || *least < *most) return;
  const yaml::Node* written = known(in, "min_wal_size");
  in.refuse(written ? *written : parameters_of(in)["max_wal_size"],
            "min_wal_size (80MB unless set) is not below max_wal_size (1GB unless set)",
            "Raise `max_wal_size` or lower `min_wal_size`.");
}

// validateWalSizeConfiguration
void wal_fits_volume(Inspection& in) {
  const yaml::Node& volume = in.at("spec.walStorage.size");
  const auto room = volume.is_opaque() ? std::nullopt : quantity(volume.text());
  if (!room) return;
  for (const std::string_view name : {"min_wal_size", "max_wal_size"}) {
    const yaml::Node* written = known(in, name);
    const auto size = written ? postgres_size(written->text()) : std::nullopt;
    if (size && *size != 0 && *size >= *room)
      in.refuse(*written, fmt::format("{} {} does not fit on the WAL volume of {}", name, written->text(), volume.text()),
                "Lower it, or enlarge `spec.walStorage.size`.");
  }
}

// validateConfiguration: tryParseBooleanPostgresParameter
void booleans(Inspection& in) {
  for (const std::string_view name : {"hot_standby_feedback", "sync_replication_slots", "wal_log_hints"}) {
    const yaml::Node& value = parameters_of(in)[name];
    if (is_set(value) && !value.is_opaque() && !postgres_boolean(value.text()))
      in.refuse(value, fmt::format("`{}` is no boolean for parameter `{}`", value.text(), name), "Write `\"on\"` or `\"off\"`.");
  }
}

// validateConfiguration
void wal_log_hints(Inspection& in) {
  const yaml::Node* hints = known(in, "wal_log_hints");
  const auto instances = number(in.at("spec.instances"), 1);
  if (hints && postgres_boolean(hints->text()) == false && instances && *instances > 1)
    in.refuse(*hints, "wal_log_hints is off while there is more than one instance",
              "Remove it: `pg_rewind` needs the default, `on`.");
}

constexpr std::array<Check, 8> checks{parameter_names,    fixed_parameters, wal_level, readable_sizes,
                                      wal_sizes_in_order, wal_fits_volume,  booleans,  wal_log_hints};

}  // namespace

std::span<const Check> cluster_parameter_checks() {
  return checks;
}

}  // namespace safeops::rules
