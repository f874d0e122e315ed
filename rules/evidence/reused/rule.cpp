#include "rules/rule.hpp"
#include <algorithm>
#include <map>

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

// Pieces that may be the same: of one name, or with a content that begins alike.
using Alike = std::multimap<std::string, const SingleUse*>;

constexpr std::size_t most_alike = 100;  // are compared with one

std::string name_key(const SingleUse& use) {
  return fmt::format("{} {}", use.object->kind(), use.object->name());
}

std::string content_key(const SingleUse& use) {
  const yaml::Node& first = use.content->items().empty() ? *use.content : use.content->items().front();
  const std::string_view text = first["sha256"].text().empty() ? first["action"].text() : first["sha256"].text();
  return fmt::format("{}\n{}", use.object->kind(), text);
}

Alike index(const std::vector<SingleUse>& uses) {
  Alike alike;
  for (const SingleUse& use : uses) {
    alike.emplace(name_key(use), &use);
    alike.emplace(content_key(use), &use);
  }
  return alike;
}

const SingleUse* used_before(const Change& change, const SingleUse& use, const Alike& alike) {
  const bool touched = change.touches(use.object->place().source);
  for (const std::string& key : {name_key(use), content_key(use)}) {
    std::size_t compared = 0;
    const auto [begin, end] = alike.equal_range(key);
    for (auto row = begin; row != end && compared < most_alike; ++row, ++compared) {
      const SingleUse& other = *row->second;
      const bool older = !change.touches(other.object->place().source) || &other < &use;
      if (other.plan != use.plan && (older || !touched) && is_same(use, other)) return &other;
    }
  }
  return nullptr;
}

void check(const Change& change, Findings& out) {
  const std::vector<SingleUse> uses = single_uses(change.head());
  const Alike alike = index(uses);
  for (const SingleUse& use : uses) {
    if (!change.touches(use.object->place().source) && !plan_using(change, use)) continue;
    if (const SingleUse* first = used_before(change, use, alike)) report(change, use, *first, out);
  }
}

}  // namespace

extern constinit const Rule evidence_reused{
    .title = "Evidence is used for a second plan", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
