#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  for (const auto& [before, after] : change.scheduled_backups()) {
    if (!after || !after->deployed() || !after->suspended() || (before && before->suspended())) continue;
    out.add({.place = after->field("spec.suspend"),
             .about = after->resource,
             .what = fmt::format("{} is suspended: cluster {} takes no scheduled backups", after->text(), after->cluster_name()),
             .why = "Without a fresh base backup a contract step has nothing to fall back on, and point-in-time recovery gets "
                    "slower every day until retention removes the last base.",
             .next = "Remove `suspend: true`, or delete the ScheduledBackup if another one replaces it."});
  }
}

}  // namespace

extern constinit const Rule cnpg_schedule_suspended{
    .title = "Scheduled backups are suspended", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
