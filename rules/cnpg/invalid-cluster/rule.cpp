#include "rules/cnpg/cluster_checks.hpp"
#include "rules/cnpg/object_checks.hpp"
#include "rules/cnpg/refused_creation.hpp"

namespace safeops::rules {
namespace {

void check(const Change& change, Findings& out) {
  report_refused(change, "postgresql.cnpg.io", "Cluster", refused_cluster, out);
  for (const std::string_view kind : {"ImageCatalog", "ClusterImageCatalog"})
    report_refused(change, "postgresql.cnpg.io", kind, refused_image_catalog, out);
}

}  // namespace

extern constinit const Rule cnpg_invalid_cluster{
    .title = "The database operator refuses this Cluster", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
