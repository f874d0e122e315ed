#include "rules/rule.hpp"
#include "rules/plan_anchor.hpp"

namespace safeops::rules {
namespace {

// The plan that leans on this file now: its contract is in the change.
const Plan* plan_using(const Change& change, const text::Place& evidence) {
  for (const Plan* plan : change.plans_contracting()) {
    if (evidence.path().starts_with(fmt::format(".safeops/evidence/{}/", plan->name))) return plan;
  }
  return nullptr;
}

void check(const Change& change, Findings& out) {
  for (const EvidenceTime& time : change.head().evidence_times()) {
    if (time.at <= change.now()) continue;
    const Plan* plan = plan_using(change, time.place);
    if (!plan && !change.touches(time.place.source)) continue;
    Anchor anchor = plan ? evidence_anchor(change, *plan, time.place, time.what) : Anchor{.place = time.place, .related = {}};
    out.add({.place = anchor.place,
             .what = fmt::format("{} is {}, later than now ({})", time.what, text::format_time(time.at),
                                 text::format_time(change.now())),
             .why = "Evidence says what has happened. What is dated ahead was written by hand, or by a clock that is wrong.",
             .next = "Export the object again, or correct the time, including its zone.",
             .related = std::move(anchor.related)});
  }
}

}  // namespace

extern constinit const Rule evidence_from_the_future{
    .title = "Evidence is dated in the future", .level = Level::error, .hard_stop = true, .check = check};

}  // namespace safeops::rules
