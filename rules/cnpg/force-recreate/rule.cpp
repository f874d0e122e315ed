#include "rules/rule.hpp"
#include "rules/cause.hpp"
#include "rules/data_plane.hpp"
#include "rules/flux_guard.hpp"

namespace safeops::rules {
namespace {

constexpr std::string_view annotation = "kustomize.toolkit.fluxcd.io/force";

text::Place cause(const Change& change, const Cluster* before, const Cluster& after) {
  const flux::Unit& unit = *after.resource->unit;
  if (!before) return cause_of_delivery(change, *after.resource);
  if (unit.force && unit.kustomization) return unit.kustomization->place("spec.force");
  for (const std::string_view map : {"metadata.annotations", "metadata.labels"})
    if (const yaml::Node& own = after.object().at(map)[annotation]) return own.place();
  return after.place();
}

void check(const Change& change, Findings& out) {
  for (const Cluster& after : change.head().clusters()) {
    if (!after.deployed() || !is_recreated(*after.resource)) continue;
    const Cluster* before = counterpart(change.base(), after);
    if (before && is_recreated(*before->resource)) continue;
    const flux::Unit& unit = *after.resource->unit;
    Finding finding{.place = cause(change, before, after), .about = after.resource};
    finding.what = unit.force ? fmt::format("{} is applied by {} with `force: true`", after.text(), unit.name)
                              : fmt::format("{} is annotated with `force: enabled`", after.text());
    finding.why =
        "When CloudNativePG refuses an update, a smaller volume or an unknown parameter, Flux does not stop there: it deletes "
        "the "
        "Cluster, volumes and all, and makes an empty one of that name. `force: disabled` on the Cluster does not prevent it.";
    finding.next = unit.force
                       ? "Take `force` out, or give the Cluster a Kustomization of its own without it; what needs force, a "
                         "migration Job, can carry `kustomize.toolkit.fluxcd.io/force: enabled` itself."
                       : "Take the annotation out.";
    if (unit.force && unit.kustomization && !(unit.kustomization->place("spec.force") == finding.place))
      finding.related.push_back({unit.kustomization->place("spec.force"), "the Kustomization forces here"});
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule cnpg_force_recreate{
    .title = "Flux may delete a database to make it anew", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
