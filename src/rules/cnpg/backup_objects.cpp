#include <fmt/format.h>

#include <array>
#include <charconv>

#include "estate/cron.hpp"
#include "rules/cnpg/inspection.hpp"
#include "rules/cnpg/object_checks.hpp"

namespace safeops::rules {
namespace {

// CRD: required fields
void names_cluster(Inspection& in) {
  require(in, {"spec.cluster.name"});
}

// BackupCustomValidator.validate, ScheduledBackupCustomValidator.validate
void online_snapshots_only(Inspection& in) {
  const yaml::Node& method = in.at("spec.method");
  if (has_text(method) && method.text() != "barmanObjectStore") return;
  for (const std::string_view field : {"spec.online", "spec.onlineConfiguration"})
    if (is_set(in.at(field)))
      in.refuse(field, fmt::format("{} means nothing to the method barmanObjectStore", field),
                "Remove it, or write `method: volumeSnapshot`.");
}

// BackupCustomValidator.validate
void named_plugin(Inspection& in) {
  if (in.at("spec.method").text() == "plugin" && !has_text(in.at("spec.pluginConfiguration.name")))
    in.refuse("spec.method", "the method is plugin, and no plugin is named",
              "Add `pluginConfiguration: {name: barman-cloud.cloudnative-pg.io}`.");
}

// BackupCustomValidator.validate
void snapshot_deadline(Inspection& in) {
  const yaml::Node& deadline = in.annotation("cnpg.io/volumeSnapshotDeadline");
  if (!has_text(deadline) || deadline.is_opaque()) return;
  std::int64_t minutes = 0;
  const std::string_view text = deadline.text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), minutes);
  if (error != std::errc{} || end != text.data() + text.size())
    in.refuse(deadline, fmt::format("`{}` is no number of minutes for cnpg.io/volumeSnapshotDeadline", text),
              "Write a whole number, in quotes.");
}

constexpr std::array<Check, 4> backup_checks{names_cluster, online_snapshots_only, named_plugin, snapshot_deadline};

// CRD: required fields
void has_schedule(Inspection& in) {
  require(in, {"spec.schedule"});
}

// ScheduledBackupCustomValidator.validate. What has five fields is cnpg-five-field-cron's.
void schedule_reads(Inspection& in) {
  const yaml::Node& schedule = in.at("spec.schedule");
  if (!is_set(schedule) || schedule.is_opaque() || count_cron_fields(schedule.text()) == 5) return;
  const CronReading reading = parse_cron(schedule.text());
  if (!reading.schedule)
    in.refuse(schedule, fmt::format("the schedule `{}` cannot be read: {}", schedule.text(), reading.error),
              "Write six fields, seconds first: `\"0 0 3 * * *\"` is every day at 03:00.");
}

constexpr std::array<Check, 4> schedule_checks{has_schedule, names_cluster, schedule_reads, online_snapshots_only};

}  // namespace

std::vector<Refusal> refused_backup(const flux::Object& backup, bool creates) {
  return inspect(backup, creates, {backup_checks});
}

std::vector<Refusal> refused_scheduled_backup(const flux::Object& schedule, bool creates) {
  return inspect(schedule, creates, {schedule_checks});
}

}  // namespace safeops::rules
