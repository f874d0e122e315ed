#include "rules/rule.hpp"
#include "rules/cause.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!after || !after->deployed() || after->backup_method() != BackupMethod::none) continue;
    if (before && before->deployed()) continue;  // losing a backup is cnpg-backup-weakened's to report
    out.add({.place = cause_of_delivery(change, *after->resource),
             .about = after->resource,
             .what = fmt::format("{} has no backup: neither `spec.backup` nor a backup plugin", after->text()),
             .why = "Its replicas repeat every mistake at once. Without a base backup and archived WAL, a lost volume, a wrong "
                    "DELETE or a contract step cannot be undone.",
             .next = "Add `spec.backup` or the plugin `barman-cloud.cloudnative-pg.io` with `isWALArchiver: true`, and a "
                     "ScheduledBackup that names the Cluster.",
             .level = after->resource->in_protected() ? Level::error : Level::warning});
  }
}

}  // namespace

extern constinit const Rule cnpg_no_backup{
    .title = "A new database has no backup", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
