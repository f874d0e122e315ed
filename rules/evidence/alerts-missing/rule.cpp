#include "rules/rule.hpp"
#include <set>

#include "rules/plan_anchor.hpp"
#include "text/spelling.hpp"

namespace safeops::rules {
namespace {

std::set<std::string> alerts_of(const Estate& estate) {
  std::set<std::string> alerts;
  for (const Resource& resource : estate.resources()) {
    if (!resource.object->is("monitoring.coreos.com", "PrometheusRule")) continue;
    for (const yaml::Node& group : resource.object->at("spec.groups").items()) {
      for (const yaml::Node& rule : group["rules"].items()) alerts.emplace(rule["alert"].text());
    }
  }
  return alerts;
}

void report(const Change& change, const Plan& plan, const std::string& alert, const std::set<std::string>& known, Findings& out) {
  Anchor anchor = plan_anchor(change, plan, "spec.rollbackWindow.alerts");
  out.add(
      {.place = anchor.place,
       .what = fmt::format("plan {} watches its window by the alert {}, which no PrometheusRule that is applied defines{}",
                           plan.name, alert, text::suggestion(alert, {known.begin(), known.end()})),
       .why = "An alert that does not exist never fires: the window would end as stable, whatever happened in it.",
       .next = fmt::format("Add the alert to a PrometheusRule that Flux applies, or correct `spec.rollbackWindow.alerts` of {}.",
                           plan.source->path()),
       .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  for (const Plan* plan : change.plans_touched()) {
    if (!plan->window || plan->window->alerts.empty()) continue;
    const std::set<std::string> known = alerts_of(change.head());
    for (const std::string& alert : plan->window->alerts) {
      if (!known.contains(alert)) report(change, *plan, alert, known, out);
    }
  }
}

}  // namespace

extern constinit const Rule evidence_alerts_missing{
    .title = "Alert of the rollback window does not exist", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
