#include "gate/audit.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace safeops {
namespace {

// In one Kubernetes cluster too: a repository may deliver to many.
bool beside(const Cluster& cluster, const View& object) {
  return together(cluster, object) && cluster.resource->unit->cluster == object.resource->unit->cluster;
}

// The only Cluster beside it; null for none, and for several.
const Cluster* only_neighbour(const Estate& estate, const View& object) {
  const Cluster* found = nullptr;
  for (const Cluster& cluster : estate.clusters()) {
    if (!beside(cluster, object)) continue;
    if (found) return nullptr;
    found = &cluster;
  }
  return found;
}

const Cluster* named(const Estate& estate, const View& object, std::string_view name) {
  const auto& all = estate.clusters();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Cluster& one) { return beside(one, object) && one.name() == name; });
  return found == all.end() ? nullptr : &*found;
}

// The Cluster an object is, names (CNPG: spec.cluster.name), or serves alone: a Secret, an ObjectStore.
const Cluster* cluster_of(const Estate& estate, const Resource* about) {
  if (!about || !about->deployed()) return nullptr;
  const View object{about};
  if (about->object->is("postgresql.cnpg.io", "Cluster")) return named(estate, object, object.name());
  const std::string_view name = about->object->at("spec.cluster.name").text();
  return name.empty() ? only_neighbour(estate, object) : named(estate, object, name);
}

auto order(const ClusterAudit& audit) {
  return std::tuple(-static_cast<long>(audit.count(Level::error)), -static_cast<long>(audit.count(Level::warning)),
                    !audit.cluster().resource->in_protected());
}

auto source_of(const Judged& judged) {
  return std::tuple(judged.id(), judged.finding.place.source, judged.finding.place.span);
}

void find_shared(Audit& audit) {
  std::map<decltype(source_of(std::declval<const Judged&>())), SharedFinding> by_source;
  for (const ClusterAudit& one : audit.clusters)
    for (const Judged* judged : one.findings) {
      SharedFinding& shared = by_source[source_of(*judged)];
      if (!shared.judged) shared.judged = judged;
      if (shared.clusters.empty() || shared.clusters.back() != &one.cluster()) shared.clusters.push_back(&one.cluster());
    }
  const auto is_shared = [&](const Judged* judged) {
    return judged->finding.place && by_source.at(source_of(*judged)).clusters.size() > 1;
  };
  for (ClusterAudit& one : audit.clusters)
    std::copy_if(one.findings.begin(), one.findings.end(), std::back_inserter(one.own), std::not_fn(is_shared));
  for (const Judged& judged : audit.verdict.findings) {  // in their order
    const auto found = by_source.find(source_of(judged));
    if (found == by_source.end() || !is_shared(found->second.judged)) continue;
    audit.shared.push_back(std::move(found->second));
    by_source.erase(found);
  }
}

void find_operators(const Estate& estate, Audit& audit) {
  std::set<std::string_view> asked;
  for (const ClusterAudit& one : audit.clusters) {
    const std::string_view cluster = one.cluster().resource->unit->cluster;
    if (asked.insert(cluster).second) audit.operators.push_back(operator_version(estate, cluster));
  }
}

void sort_out(const Change& change, Audit& audit) {
  const Estate& estate = change.head();
  for (Recoverability& one : recoverability(estate, change.now()))
    if (named(estate, *one.path.cluster, one.path.cluster->name()) == one.path.cluster)  // two units may deliver one
      audit.clusters.push_back({std::move(one), {}, {}});
  for (const Judged& judged : audit.verdict.findings) {
    if (judged.suppression) continue;
    const Cluster* cluster = cluster_of(estate, judged.finding.about);
    const auto owner = std::find_if(audit.clusters.begin(), audit.clusters.end(),
                                    [&](const ClusterAudit& one) { return &one.cluster() == cluster; });
    (owner == audit.clusters.end() ? audit.elsewhere : owner->findings).push_back(&judged);
  }
  std::stable_sort(audit.clusters.begin(), audit.clusters.end(),
                   [](const ClusterAudit& one, const ClusterAudit& other) { return order(one) < order(other); });
  find_shared(audit);
  find_operators(estate, audit);
}

}  // namespace

std::size_t ClusterAudit::count(Level level) const {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const Judged* judged) { return judged->level == level; }));
}

Audit read_audit(const Change& change, Library& library, GateOptions options) {
  Audit audit;
  options.lasting = true;
  audit.verdict = judge(change, library, options);
  if (options.fail_on != Level::note)
    std::erase_if(audit.verdict.findings, [](const Judged& judged) { return judged.level == Level::note; });
  audit.now = change.now();
  sort_out(change, audit);
  return audit;
}

}  // namespace safeops
