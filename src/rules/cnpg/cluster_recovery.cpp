#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

#include "rules/cnpg/cluster_checks.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view target_field = "spec.bootstrap.recovery.recoveryTarget";

template <typename Number>
std::optional<Number> whole_number(std::string_view text, int base = 10) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A target that is written and can be read here.
const yaml::Node* known_target(Inspection& in, std::string_view name) {
  const yaml::Node& value = in.at(target_field)[name];
  return has_text(value) && !value.is_opaque() ? &value : nullptr;
}

bool names_target(const yaml::Node& target, std::string_view name) {
  return name == "targetImmediate" ? is_set(target[name]) : has_text(target[name]);
}

// validateTargetExclusiveness
void one_target(Inspection& in) {
  const yaml::Node& target = in.at(target_field);
  int targets = 0;
  for (const std::string_view name : {"targetImmediate", "targetLSN", "targetName", "targetXID", "targetTime"})
    targets += names_target(target, name);
  if (targets > 1)
    in.refuse(target, fmt::format("recoveryTarget names {} points in time", targets),
              "Keep one of targetTime, targetLSN, targetXID, targetName and targetImmediate.");
}

// validateRecoveryTarget: types.ParseTargetTime reads a date first, in each of its formats
void target_time(Inspection& in) {
  const yaml::Node* time = known_target(in, "targetTime");
  if (!time) return;
  const std::string_view text = time->text();
  if (text.size() >= 10 && text[4] == '-' && text[7] == '-') {
    const auto year = whole_number<int>(text.substr(0, 4));
    const auto month = whole_number<unsigned>(text.substr(5, 2));
    const auto day = whole_number<unsigned>(text.substr(8, 2));
    if (year && month && day && (std::chrono::year(*year) / std::chrono::month(*month) / std::chrono::day(*day)).ok()) return;
  }
  in.refuse(*time, fmt::format("`{}` is no recovery target time", text), "Write it like `2026-03-01T12:00:00Z`.");
}

// validateRecoveryTarget: types.LSN.Parse
void target_lsn(Inspection& in) {
  const yaml::Node* lsn = known_target(in, "targetLSN");
  if (!lsn) return;
  const std::string_view text = lsn->text();
  const auto slash = text.find('/');
  const bool reads = slash != std::string_view::npos && whole_number<std::int64_t>(text.substr(0, slash), 16) &&
                     whole_number<std::int64_t>(text.substr(slash + 1), 16);
  if (!reads) in.refuse(*lsn, fmt::format("`{}` is no LSN", text), "Write it like `16/B374D848`.");
}

// validateRecoveryTarget
void target_xid(Inspection& in) {
  const yaml::Node* xid = known_target(in, "targetXID");
  if (xid && !whole_number<std::uint32_t>(xid->text()))
    in.refuse(*xid, fmt::format("`{}` is no transaction id", xid->text()), "Write a whole number of at most 4294967295.");
}

// validateRecoveryTarget
void target_name(Inspection& in) {
  const yaml::Node* name = known_target(in, "targetName");
  if (!name) return;
  const std::string_view text = name->text();
  if (text.size() >= 64)
    in.refuse(*name, "the restore point's name has 64 bytes or more",
              "PostgreSQL makes no such restore point: name one that exists.");
  if (std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20) || c == 0x7F; }))
    in.refuse(*name, "the restore point's name holds control characters", "Write the name as `pg_create_restore_point` got it.");
}

// validateRecoveryTarget
void target_timeline(Inspection& in) {
  const yaml::Node* timeline = known_target(in, "targetTLI");
  if (!timeline || timeline->text() == "latest" || whole_number<std::int64_t>(timeline->text()).value_or(0) >= 1) return;
  in.refuse(*timeline, fmt::format("`{}` is no timeline", timeline->text()), "Write `latest` or a number from 1.");
}

// validateRecoveryTarget
void target_needs_backup(Inspection& in) {
  const yaml::Node& target = in.at(target_field);
  if (is_set(in.at("spec.bootstrap.recovery.volumeSnapshots")) || has_text(target["backupID"])) return;
  for (const std::string_view name : {"targetName", "targetXID", "targetImmediate"})
    if (names_target(target, name))
      return in.refuse(target[name], fmt::format("recovery to a {} does not say from which backup", name),
                       "Add `backupID`: only a time or an LSN says which backup comes before it.");
}

// validateVolumeSnapshotSource
void snapshot_source(Inspection& in, const yaml::Node& source) {
  const std::string_view kind = source["kind"].text();
  const std::string_view group = source["apiGroup"].text();
  if (source.is_opaque() || (kind == "VolumeSnapshot" && group == "snapshot.storage.k8s.io") ||
      (kind == "PersistentVolumeClaim" && group.empty()))
    return;
  in.refuse(source,
            fmt::format("recovery cannot start from a {}",
                        group.empty() ? fmt::format("`{}`", kind) : fmt::format("`{}` of `{}`", kind, group)),
            "Name a VolumeSnapshot (`apiGroup: snapshot.storage.k8s.io`) or a PersistentVolumeClaim (no apiGroup).");
}

// validateBootstrapRecoveryDataSource
void volume_snapshots(Inspection& in) {
  const yaml::Node& recovery = in.at("spec.bootstrap.recovery");
  const yaml::Node& snapshots = recovery["volumeSnapshots"];
  if (!is_set(snapshots)) return;
  if (is_set(recovery["backup"]))
    return in.refuse(recovery["backup"], "recovery starts from volume snapshots and from a Backup", "Keep one of the two.");
  if (has_text(recovery.at("recoveryTarget.backupID")))
    return in.refuse(recovery.at("recoveryTarget.backupID"), "recovery from volume snapshots names a backupID",
                     "Remove `backupID`: the snapshot is the backup.");
  snapshot_source(in, snapshots["storage"]);
  if (!is_set(snapshots["walStorage"])) return;
  snapshot_source(in, snapshots["walStorage"]);
  if (!is_set(in.at("spec.walStorage")))
    in.refuse(snapshots["walStorage"], "recovery brings a WAL volume, and the Cluster has no walStorage",
              "Add `spec.walStorage`.");
}

constexpr std::array<Check, 8> checks{one_target,  target_time,     target_lsn,          target_xid,
                                      target_name, target_timeline, target_needs_backup, volume_snapshots};

}  // namespace

std::span<const Check> cluster_recovery_checks() {
  return checks;
}

}  // namespace safeops::rules
