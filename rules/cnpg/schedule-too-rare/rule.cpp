#include "rules/rule.hpp"
#include "estate/cron.hpp"
#include "rules/data_plane.hpp"

namespace safeops::rules {
namespace {

bool is_judged(const ScheduledBackup& schedule) {
  return schedule.deployed() && !schedule.suspended() && !schedule.object().at("spec.schedule").is_opaque() &&
         count_cron_fields(schedule.schedule()) != 5;  // five fields are cnpg-five-field-cron's to report
}

bool is_changed(const ScheduledBackupChange& schedule) {
  const auto& [before, after] = schedule;
  return !before || !before->deployed() || before->suspended() || before->schedule() != after->schedule();
}

// The rarest schedule at even hours that is often enough.
std::string often_enough(text::Seconds most) {
  for (const int hours : {12, 8, 6, 4, 3, 2})
    if (most < 24 * 3600 && hours * 3600 <= most) return fmt::format("0 0 */{} * * *", hours);
  return most < 24 * 3600 ? "0 0 * * * *" : "0 0 3 * * *";
}

void check(const Change& change, Findings& out) {
  const text::Seconds most = change.policy().backup_max_age;
  for (const ScheduledBackupChange& edit : change.scheduled_backups()) {
    if (!edit.after || !is_judged(*edit.after) || !is_changed(edit)) continue;
    const ScheduledBackup& after = *edit.after;
    const Cluster* cluster = cluster_of(change.head(), after);
    const auto own = parse_cron(after.schedule()).schedule;
    const auto gap = cluster ? backup_times(change.head(), *cluster).longest_gap() : std::nullopt;
    if (!own || !gap || *gap <= most) continue;
    out.add(
        {.place = after.field("spec.schedule"),
         .about = after.resource,
         .what = fmt::format("{} runs {}: up to {} lie between two backups of cluster {}, and the policy allows {}", after.text(),
                             own->describe(), text::format_duration(*gap), after.cluster_name(), text::format_duration(most)),
         .why = "Most of the time the newest base backup is then too old to let a contract step pass, and a restore has all the "
                "WAL since to replay.",
         .next = fmt::format("Write `schedule: \"{}\"`, or give the policy another `backup.maxAge`.", often_enough(most))});
  }
}

}  // namespace

extern constinit const Rule cnpg_schedule_too_rare{
    .title = "Backups are further apart than the policy allows", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
