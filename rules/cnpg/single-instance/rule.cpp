#include "rules/rule.hpp"
#include "rules/cause.hpp"

namespace safeops::rules {
namespace {

// CNPG's default is one. None where the number is only known in the cluster.
std::optional<std::int64_t> instances(const Cluster& cluster) {
  const yaml::Node& number = cluster.object().at("spec.instances");
  return number ? number.integer() : 1;
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters()) {
    if (!after || !after->deployed() || !after->resource->in_protected() || instances(*after) != 1) continue;
    const bool is_new = !before || !before->deployed();
    if (!is_new && (!instances(*before) || *instances(*before) <= 1)) continue;
    out.add({.place = is_new ? cause_of_delivery(change, *after->resource) : after->field("spec.instances"),
             .about = after->resource,
             .what = is_new ? fmt::format("{} has one instance", after->text())
                            : fmt::format("{} goes down from {} instances to one", after->text(), *instances(*before)),
             .why = "There is no replica to switch over to: every node drain, image update and parameter change takes the "
                    "database away while it lasts, and a lost node or volume takes it away until a restore is through.",
             .next = "Set `spec.instances: 3`, on different nodes."});
  }
}

}  // namespace

extern constinit const Rule cnpg_single_instance{
    .title = "A protected database has no replica", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
