#include <set>

#include "rules/backup_fit.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

text::Place place_of(const Change& change, const Misfit& misfit) {
  const text::Place own = misfit.of->field(misfit.field);
  if (change.touches(own.source) || misfit.of->resource == misfit.cluster->resource) return own;
  const text::Place cluster = misfit.cluster->field(misfit.cluster->object().at("spec.plugins") ? "spec.plugins" : "spec.backup");
  return change.touches(cluster.source) ? cluster : own;
}

void check(const Change& change, Findings& out) {
  std::set<std::string> known;
  for (const Misfit& misfit : misfits(change.base())) known.insert(misfit.what);
  for (const Misfit& misfit : misfits(change.head())) {
    if (known.contains(misfit.what)) continue;
    out.add({.place = place_of(change, misfit),
             .about = misfit.cluster->resource,
             .what = misfit.what,
             .why = "Every object is accepted by itself, and together they take no backup that restores. Only the status of each "
                    "Backup object says so.",
             .next = misfit.next});
  }
}

}  // namespace

extern constinit const Rule cnpg_method_mismatch{
    .title = "Schedule, Cluster and store do not fit together", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
