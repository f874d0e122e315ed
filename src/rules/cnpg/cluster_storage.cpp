#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/quantity.hpp"
#include "text/letter_case.hpp"

namespace safeops::rules {
namespace {

// validateStorageConfigurationSize
void sized(Inspection& in, const yaml::Node& storage, std::string_view field) {
  const yaml::Node& size = storage["size"];
  const yaml::Node& request = storage.at("pvcTemplate.resources.requests.storage");
  if (size.is_opaque() || request.is_opaque()) return;
  constexpr std::string_view like = "Write a size such as `20Gi`.";
  if (has_text(size)) {
    if (!quantity(size.text())) in.refuse(size, fmt::format("{}.size `{}` is no size", field, size.text()), std::string(like));
    return;
  }
  if (has_text(request) && quantity(request.text()).value_or(1) != 0) return;
  in.refuse(is_set(storage) ? storage : in.at("spec"), fmt::format("{} says no size", field),
            "Add `size`, or a storage request in `pvcTemplate`.");
}

// validateStorageSize
void storage_size(Inspection& in) {
  sized(in, in.at("spec.storage"), "spec.storage");
}

// validateWalStorageSize
void wal_storage_size(Inspection& in) {
  if (is_set(in.at("spec.walStorage"))) sized(in, in.at("spec.walStorage"), "spec.walStorage");
}

// validateTablespaceStorageSize
void tablespace_sizes(Inspection& in) {
  for (const yaml::Node& tablespace : in.at("spec.tablespaces").items())
    sized(in, tablespace["storage"].is_map() ? tablespace["storage"] : tablespace,
          fmt::format("tablespace `{}`", tablespace["name"].text()));
}

// validateEphemeralVolumeSource
void ephemeral_volume(Inspection& in) {
  const yaml::Node& limit = in.at("spec.ephemeralVolumesSizeLimit.temporaryData");
  if (is_set(in.at("spec.ephemeralVolumeSource")) && is_set(limit))
    in.refuse(limit, "ephemeralVolumeSource and ephemeralVolumesSizeLimit.temporaryData size the same volume",
              "Keep one of the two.");
}

bool is_identifier(std::string_view name) {
  const auto starts = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto continues = [&](char c) { return starts(c) || (c >= '0' && c <= '9') || c == '$'; };
  return !name.empty() && starts(name.front()) && std::all_of(name.begin(), name.end(), continues);
}

// IsTablespaceNameValid
void tablespace_name(Inspection& in, const yaml::Node& name) {
  constexpr std::string_view next = "Use letters, digits, `_` and `$`, up to 63 of them, beginning with a letter.";
  const std::string_view text = name.text();
  if (text.starts_with("pg_"))
    in.refuse(name, fmt::format("tablespace `{}` has a name that PostgreSQL reserves", text),
              "Begin it with something else than `pg_`.");
  else if (!is_identifier(text))
    in.refuse(name, fmt::format("tablespace `{}` has a name that is no identifier", text), std::string(next));
  else if (text.size() > 63)
    in.refuse(name, fmt::format("tablespace `{}` has a name of {} bytes", text, text.size()), std::string(next));
}

// What is left of a tablespace's name in that of its volume (specs.VolumeMountNameForTablespace).
std::string volume_name(std::string_view tablespace) {
  std::string name = text::lower(tablespace);
  std::replace(name.begin(), name.end(), '_', '-');
  std::replace(name.begin(), name.end(), '$', '-');
  return name;
}

// validateTablespaceNames
void tablespace_names(Inspection& in) {
  std::set<std::string> names;
  std::set<std::string> volumes;
  for (const yaml::Node& tablespace : in.at("spec.tablespaces").items()) {
    const yaml::Node& name = tablespace["name"];
    if (name.is_opaque()) continue;
    if (!names.insert(text::lower(name.text())).second) {
      in.refuse(name, fmt::format("tablespace `{}` is listed twice", name.text()),
                "Keep one; PostgreSQL ignores upper and lower case.");
      continue;
    }
    tablespace_name(in, name);
    if (!volumes.insert(volume_name(name.text())).second)
      in.refuse(name, fmt::format("tablespace `{}` would get the volume of another one", name.text()),
                "Choose names that differ in more than `_`, `$` and case.");
  }
}

// validateTablespaceBackupSnapshot
void tablespace_snapshots(Inspection& in) {
  for (const auto& [name, snapshot_class] : in.at("spec.backup.volumeSnapshot.tablespaceClassName").members())
    if (!name.is_opaque() && !in.at("spec.tablespaces").is_opaque() && !entry_named(in.at("spec.tablespaces"), name.text()))
      in.refuse(name, fmt::format("snapshots are asked for of tablespace `{}`, which does not exist", name.text()),
                "Add it to `spec.tablespaces`, or remove its snapshot class.");
}

constexpr std::array<Check, 6> checks{storage_size,     wal_storage_size, tablespace_sizes,
                                      ephemeral_volume, tablespace_names, tablespace_snapshots};

}  // namespace

std::span<const Check> cluster_storage_checks() {
  return checks;
}

}  // namespace safeops::rules
