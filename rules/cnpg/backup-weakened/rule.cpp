#include "rules/rule.hpp"
#include "estate/retention.hpp"
#include "rules/archive.hpp"
#include "rules/cause.hpp"
#include "rules/data_plane.hpp"

namespace safeops::rules {
namespace {

std::string_view backup_field(const Cluster& cluster) {
  return cluster.backup_method() == BackupMethod::plugin ? "spec.plugins" : "spec.backup";
}

void report_lost_backup(const Cluster& before, const Cluster& after, Findings& out) {
  if (before.backup_method() == BackupMethod::none || after.backup_method() != BackupMethod::none) return;
  out.add({.place = before.field(backup_field(before)),
           .what = fmt::format("{} loses its backup ({})", after.text(), to_string(before.backup_method())),
           .why = "From the merge on no backup is taken and no WAL is archived: a lost volume, a wrong DELETE or a contract step "
                  "cannot be undone.",
           .next =
               "Put it back. To move from `spec.backup.barmanObjectStore` to the plugin, add the plugin, its ObjectStore and the "
               "ScheduledBackup's `method: plugin` in the same change."});
}

void report_lost_archive(const Cluster& before, const Cluster& after, Findings& out) {
  if (after.backup_method() == BackupMethod::none || before.archive_destination().empty()) return;
  if (!after.archive_destination().empty()) return;
  out.add(
      {.place = before.field(backup_field(before)),
       .what = fmt::format("{} loses its WAL archive: only volume snapshots are left", after.text()),
       .why = "Snapshots go back to the moments they were taken, and to nothing in between: there is no point-in-time recovery.",
       .next = "Keep the object store beside the snapshots, in `spec.backup.barmanObjectStore` or through the plugin."});
}

void report_moved_archive(const std::vector<ArchiveMove>& moves, const Cluster& cluster, Findings& out) {
  for (const ArchiveMove& move : moves)
    out.add(
        {.place = move.place,
         .what =
             fmt::format("the archive of {} moves: `{}` goes from `{}` to `{}`", cluster.text(), move.key, move.from, move.to),
         .why = "The new place is empty. Everything backed up so far stays in the old one, where this Cluster no longer looks: "
                "until the next base backup there is nothing to restore, and retention no longer cleans up there.",
         .next =
             "Change it back. If the move is meant, take a base backup right after the merge, keep the old archive for the whole "
             "retention time, and put no contract step in between."});
}

void report_short_retention(const Change& change, const Cluster& cluster, const yaml::Node& before, const yaml::Node& after,
                            Findings& out) {
  const auto kept_now = parse_retention(after.text());
  const auto kept_before = parse_retention(before.text());
  const LongestWindow window = longest_window(change.head(), cluster);
  if (!kept_now || *kept_now >= window.length || (kept_before && *kept_before <= *kept_now)) return;
  out.add(
      {.place = after.place(),
       .what = fmt::format("backups of {} are kept only {}, less than the rollback window of {} ({})", cluster.text(),
                           after.text(), text::format_duration(window.length), window.whose),
       .why =
           "Inside the window a change may still have to be taken back. By then the last backup from before it would be deleted.",
       .next =
           fmt::format("Keep them longer than {}: the window, and some time to notice.", text::format_duration(window.length))});
}

void report_lost_schedule(const Change& change, const ScheduledBackupChange& schedule, Findings& out) {
  const Cluster* cluster = schedule.before ? cluster_of(change.base(), *schedule.before) : nullptr;
  const Cluster* stays = cluster ? counterpart(change.head(), *cluster) : nullptr;
  if (!stays || delivery_broke(change, *schedule.before->resource)) return;
  const std::size_t left = schedules_of(change.head(), *stays).size();
  if (left == 0 || left >= schedules_of(change.base(), *cluster).size()) return;  // none left: cnpg-no-schedule says so
  const ScheduledBackup* retargeted = counterpart(change.head(), *schedule.before);
  if (retargeted && retargeted->cluster_name() == cluster->name()) return;
  out.add(
      {.place = retargeted ? retargeted->field("spec.cluster.name") : cause_of_removal(change, *schedule.before->resource),
       .what = fmt::format("{} no longer backs up {}", schedule.before->text(), stays->text()),
       .why = "The Cluster stays, with fewer base backups than before. With `backupOwnerReference: self` the Backup objects of a "
              "deleted schedule go too, and with them the proof that they completed.",
       .next = "Put the schedule back, or add the one that replaces it in the same change."});
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!before || !after || !before->deployed() || !after->deployed()) continue;
    report_lost_backup(*before, *after, out);
    report_lost_archive(*before, *after, out);
    report_moved_archive(archive_moves(*before, *after), *after, out);
    report_short_retention(change, *after, before->object().at("spec.backup.retentionPolicy"),
                           after->object().at("spec.backup.retentionPolicy"), out);
  }
  for (const auto& [before, after] : change.resources()) {
    if (!before || !after || !after->object->is("barmancloud.cnpg.io", "ObjectStore")) continue;
    for (const Cluster* cluster : clusters_in(change.head(), *after)) {
      report_moved_archive(archive_moves(*before, *after), *cluster, out);
      report_short_retention(change, *cluster, before->object->at("spec.retentionPolicy"),
                             after->object->at("spec.retentionPolicy"), out);
    }
  }
  for (const ScheduledBackupChange& schedule : change.scheduled_backups()) report_lost_schedule(change, schedule, out);
}

}  // namespace

extern constinit const Rule cnpg_backup_weakened{
    .title = "Less can be restored than before", .level = Level::error, .check = check};

}  // namespace safeops::rules
