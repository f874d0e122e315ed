#include "rules/rule.hpp"

#include <algorithm>
#include <set>

#include "rules/effect_text.hpp"

namespace safeops::rules {
namespace {

// A Flagger Canary for it, or itself an Argo Rollout: during a release two versions answer at once.
const Resource* splits_traffic(const Change& change, const Workload& workload) {
  if (workload.object().kind() == "Rollout" && workload.object().at("spec.strategy.canary").is_map()) return workload.resource;
  for (const Resource& resource : change.head().resources()) {
    if (!resource.object->is("flagger.app", "Canary") || resource.environment != workload.environment()) continue;
    const yaml::Node& target = resource.object->at("spec.targetRef");
    if (target["name"].text() == workload.name() && target["kind"].text() == workload.object().kind() &&
        resource.object->namespace_() == workload.namespace_())
      return &resource;
  }
  return nullptr;
}

void check(const Change& change, Findings& out) {
  std::set<std::pair<const MigrationStep*, std::string>> reported;
  for (const SchemaEffect* effect : change.contracts()) {
    for (const Workload& workload : change.head().workloads()) {
      if (!workload.uses(effect->step->migration().database)) continue;
      const Resource* splitter = splits_traffic(change, workload);
      if (!splitter || !reported.emplace(effect->step, workload.app).second) continue;
      out.add({.place = effect->place,
               .what = fmt::format("{} while {} splits the traffic of {} between two versions", in_words(*effect->effect),
                                   splitter->text(), workload.app),
               .why = "As long as a canary is under way the old version answers part of the requests, and goes back to answering "
                      "all of them when the canary fails.",
               .next = fmt::format("See that no analysis of {} is running and the new version has all the traffic, and pause "
                                   "releases until this has landed.",
                                   workload.app),
               .related = {{splitter->object->place(), splitter->text()}}});
    }
  }
}

}  // namespace

extern constinit const Rule release_mixed_versions{
    .title = "Contract while a canary may run two versions", .level = Level::warning, .check = check};

}  // namespace safeops::rules
