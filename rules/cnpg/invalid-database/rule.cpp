#include "rules/cnpg/object_checks.hpp"
#include "rules/cnpg/refused_creation.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  report_refused(change, "postgresql.cnpg.io", "Database", refused_database, out);
  report_refused(change, "postgresql.cnpg.io", "DatabaseRole", refused_database_role, out);
  report_refused(change, "postgresql.cnpg.io", "Publication", refused_publication, out);
  report_refused(change, "postgresql.cnpg.io", "Subscription", refused_subscription, out);
}

}  // namespace

extern constinit const Rule cnpg_invalid_database{
    .title = "The database operator refuses this Database", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
