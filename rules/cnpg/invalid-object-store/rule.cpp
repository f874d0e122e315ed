#include "rules/cnpg/object_checks.hpp"
#include "rules/cnpg/refused_creation.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  report_refused(change, "barmancloud.cnpg.io", "ObjectStore", refused_object_store, out);
}

}  // namespace

extern constinit const Rule cnpg_invalid_object_store{
    .title = "The backup plugin refuses this ObjectStore", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
