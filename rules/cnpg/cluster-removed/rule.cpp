#include "rules/rule.hpp"
#include "rules/cause.hpp"

namespace safeops::rules {
namespace {

bool is_replaced(const ClusterChange& cluster) {
  return cluster.renamed_to && cluster.renamed_to->deployed();
}

std::string what_happens(const Change& change, const ClusterChange& cluster) {
  const Cluster& gone = *cluster.before;
  if (is_replaced(cluster))
    return fmt::format("{} is replaced by {}: the old Cluster goes, the new one starts with volumes of its own", gone.text(),
                       cluster.renamed_to->object().id().text());
  if (change.touches(gone.place().source)) return fmt::format("{} is removed", gone.text());
  return fmt::format("{} is no longer applied: nothing leads to {} any more", gone.text(), gone.place().path());
}

std::string why_it_hurts(const Cluster& before) {
  if (before.prune_disabled())
    return "Its annotation `kustomize.toolkit.fluxcd.io/prune: disabled` keeps Flux from deleting it, so it runs on with nobody "
           "managing it: no schedule, upgrade or fix reaches it, and its data goes the moment somebody deletes it by hand.";
  if (!before.resource->unit->prune)
    return fmt::format(
        "{} does not prune, so it runs on with nobody managing it, and its data goes the moment somebody deletes it by "
        "hand or turns pruning on.",
        before.resource->unit->name);
  return fmt::format(
      "{} prunes, so Flux deletes the Cluster, and its volumes belong to it: Kubernetes deletes the data with it. "
      "CloudNativePG has no deletion protection.",
      before.resource->unit->name);
}

std::string next_step(const ClusterChange& cluster) {
  if (cluster.renamed_to)
    return fmt::format(
        "Keep the name `{}` and the namespace `{}`. To move the data, add the new Cluster beside the old one with "
        "`bootstrap.recovery` or `bootstrap.initdb.import`, move the apps over, and retire the old one later, alone.",
        cluster.before->name(), cluster.before->namespace_());
  return "Put it back. If the database is really to go, take a last backup, prove it with a restore, and retire it "
         "in a change of its own that the repository's administrators merge past this check, on record.";
}

text::Place cause(const Change& change, const ClusterChange& cluster) {
  if (!is_replaced(cluster)) return cause_of_removal(change, *cluster.before->resource);
  const Cluster& renamed = *cluster.renamed_to;
  const text::Place place = renamed.name() == cluster.before->name() ? renamed.field("metadata.namespace") : renamed.place();
  return change.touches(place.source) ? place : cause_of_delivery(change, *renamed.resource);
}

void check(const Change& change, Findings& out) {
  for (const ClusterChange& cluster : change.clusters()) {
    if (!cluster.before || !cluster.before->deployed() || (cluster.after && cluster.after->deployed())) continue;
    if (delivery_broke(change, *cluster.before->resource)) continue;
    const text::Place place = cause(change, cluster);
    Finding finding{
        .place = place, .what = what_happens(change, cluster), .why = why_it_hurts(*cluster.before), .next = next_step(cluster)};
    const text::Place today = cluster.before->place();
    if (!(place == today)) finding.related.push_back({today, "the Cluster as it is applied today"});
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule cnpg_cluster_removed{
    .title = "A live database Cluster disappears", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
