#include "rules/cnpg/object_checks.hpp"
#include "rules/cnpg/refused_creation.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  report_refused(change, "postgresql.cnpg.io", "Backup", refused_backup, out);
}

}  // namespace

extern constinit const Rule cnpg_invalid_backup{
    .title = "The database operator refuses this Backup", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
