#include "rules/rule.hpp"
#include <algorithm>

#include "rules/plan_anchor.hpp"
#include "rules/restore_proof.hpp"

namespace safeops::rules {
namespace {

// The protected environment whose objects are in this namespace; "" for none.
std::string_view protected_environment(const Estate& estate, std::string_view namespace_) {
  for (const Resource& resource : estate.resources()) {
    if (resource.in_protected() && resource.object->namespace_() == namespace_) return resource.environment_name();
  }
  return {};
}

bool is_used(const Change& change, const Plan& plan, const RestoreTest& test) {
  const auto plans = change.plans_contracting();
  return change.touches(test.place.source) || std::find(plans.begin(), plans.end(), &plan) != plans.end();
}

void check(const Change& change, Findings& out) {
  for (const Plan& plan : change.head().plans()) {
    for (const RestoreTest& test : restore_tests(change.head(), plan.name)) {
      const std::string namespace_ = test.into.substr(0, test.into.find('/'));
      const std::string_view environment = protected_environment(change.head(), namespace_);
      if (environment.empty() || !is_used(change, plan, test)) continue;
      Anchor anchor = evidence_anchor(change, plan, test.place, test.text());
      out.add({.place = anchor.place,
               .what = fmt::format("{}, for plan {}, ran in namespace {} of environment {}", test.text(), plan.name, namespace_,
                                   environment),
               .why = "A restore beside the live database takes its disk and memory, can be found by the app under a wrong name, "
                      "and may write into the archive it was read from.",
               .next = "Recover into a namespace of its own, outside the protected environments, with no backup of its own.",
               .related = std::move(anchor.related)});
    }
  }
}

}  // namespace

extern constinit const Rule evidence_restore_in_production{
    .title = "Restore test ran in production", .level = Level::warning, .check = check};

}  // namespace safeops::rules
