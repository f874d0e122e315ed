#include "rules/rule.hpp"
#include <algorithm>

#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

// A piece of evidence that speaks for one plan only.
struct SingleUse {
  const flux::Object* object = nullptr;
  std::string plan;
  const yaml::Node* content = nullptr;  // what nobody writes twice alike
};

std::vector<SingleUse> single_uses(const Estate& estate) {
  std::vector<SingleUse> found;
  for (const Approval& approval : estate.approvals())
    found.push_back({&approval.object, approval.plan, &approval.object.at("spec.files")});
  for (const RollbackDrill& drill : estate.drills()) found.push_back({&drill.object, drill.plan, &drill.object.at("spec.steps")});
  return found;
}

bool is_same(const SingleUse& one, const SingleUse& other) {
  if (one.object->kind() != other.object->kind()) return false;
  const bool same_id = !one.object->name().empty() && one.object->name() == other.object->name();
  return same_id || (one.content->is_sequence() && !one.content->items().empty() && one.content->same_data(*other.content));
}

// The plan that leans on it now: its contract is in the change.
const Plan* plan_using(const Change& change, const SingleUse& use) {
  const auto plans = change.plans_contracting();
  const auto found = std::find_if(plans.begin(), plans.end(), [&](const Plan* plan) { return plan->name == use.plan; });
  return found == plans.end() ? nullptr : *found;
}

void report(const Change& change, const SingleUse& use, const SingleUse& first, Findings& out) {
  const std::string what = use.object->kind() == "Approval" ? "the approval" : "the rollback drill";
  const Plan* plan = plan_using(change, use);
  Anchor anchor =
      plan ? evidence_anchor(change, *plan, use.object->place(), what) : Anchor{.place = use.object->place(), .related = {}};
  anchor.related.push_back({first.object->place(), fmt::format("the same one, for plan {}", first.plan)});
  out.add({.place = anchor.place,
           .what = fmt::format("{} {} is used for plan {} and for plan {}", what, use.object->name(), first.plan, use.plan),
           .why = "Somebody looked at one plan, or walked one plan's way back. A copy says nothing of another.",
           .next = "Have the second plan approved, or drilled, on its own, under a `metadata.name` of its own.",
           .related = std::move(anchor.related)});
}

void check(const Change& change, Findings& out) {
  const std::vector<SingleUse> uses = single_uses(change.head());
  for (const SingleUse& use : uses) {
    const bool touched = change.touches(use.object->place().source);
    if (!touched && !plan_using(change, use)) continue;
    const auto first = std::find_if(uses.begin(), uses.end(), [&](const SingleUse& other) {
      const bool older = !change.touches(other.object->place().source) || &other < &use;
      return other.plan != use.plan && (older || !touched) && is_same(use, other);
    });
    if (first != uses.end()) report(change, use, *first, out);
  }
}

}  // namespace

extern constinit const Rule evidence_reused{.title = "Evidence is used for a second plan", .level = Level::error, .check = check};

}  // namespace safeops::rules
