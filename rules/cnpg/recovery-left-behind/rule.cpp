#include "rules/rule.hpp"
#include "change/standing.hpp"
#include "git/empty_tree.hpp"
#include "rules/data_plane.hpp"

namespace safeops::rules {
namespace {

// In an audit there is nothing before, and what stands there is live. A change is told when it is about where the Cluster comes
// from: an image bump is not.
bool is_asked_for(const Change& change, const Cluster* before, const Cluster& after) {
  if (!before) return change.base().snapshot().tree() == git::empty_tree;
  const auto edits = [&](std::string_view field) { return !before->object().at(field).same_data(after.object().at(field)); };
  return before->deployed() &&
         (edits("spec.bootstrap") || edits("spec.externalClusters") || edits("spec.backup") || edits("spec.plugins"));
}

// The line that says it, below `recovery:`, or that one itself.
text::Place place_of(const Cluster& cluster) {
  const yaml::Node& recovery = cluster.object().at("spec.bootstrap.recovery");
  return (recovery["source"] ? recovery["source"] : recovery).place();
}

bool follows_another(const Cluster& cluster) {
  const yaml::Node& enabled = cluster.object().at("spec.replica.enabled");
  return enabled.is_opaque() || enabled.boolean().value_or(false) || cluster.object().at("spec.replica.primary");
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!after || !after->deployed() || !is_asked_for(change, before, *after)) continue;
    if (!after->object().at("spec.bootstrap.recovery").is_map() || follows_another(*after)) continue;
    const LongestWindow window = longest_window(change.head(), *after);
    if (!stood_at(change, place_of(*after), change.now() - window.length) || recovered_from(change.head(), *after)) continue;
    out.add(
        {.place = place_of(*after),
         .about = after->resource,
         .what = fmt::format("{} still has the `bootstrap.recovery` it was made with, longer ago than its rollback window of {}",
                             after->text(), text::format_duration(window.length)),
         .why = "The running Cluster never looks at it again. Made anew, after it was pruned, renamed or recreated by `force`, "
                "it comes up from that old archive, without a word, and everything written since is gone.",
         .next = "Take it out, and the external cluster it names where nothing else uses it. The next restore is then a "
                 "change that somebody writes, from the newest backup."});
  }
}

}  // namespace

extern constinit const Rule cnpg_recovery_left_behind{
    .title = "A live Cluster keeps the recovery it was made with", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
