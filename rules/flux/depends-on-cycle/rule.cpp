#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using flux::Dependent;

bool closes_a_circle(const Dependent& dependent, const Dependent::Entry& entry) {
  return entry.target && entry.target->circle == dependent.circle;
}

bool went_round_before(const Change& change, const Dependent& dependent, const Dependent::Entry& entry) {
  const Dependent* before = change.base().dependencies().find(dependent.cluster, dependent.object->kind(), dependent.name);
  return before && std::any_of(before->depends_on.begin(), before->depends_on.end(), [&](const Dependent::Entry& old) {
           return old.name == entry.name && closes_a_circle(*before, old);
         });
}

// The way round, its first member once more at the end.
std::vector<std::string> way_round(const Change& change, const Dependent& dependent, const Dependent& target) {
  std::vector<std::string> names{dependent.name};
  for (const Dependent* step : change.head().dependencies().path(target, dependent)) names.push_back(step->name);
  return names;
}

void check(const Change& change, Findings& out) {
  std::set<std::size_t> reported;
  // The entry this change writes is the better place than one that others wrote.
  for (const bool touched : {true, false})
    for (const Dependent& dependent : change.head().dependencies().all())
      for (const Dependent::Entry& entry : dependent.depends_on) {
        if (!closes_a_circle(dependent, entry) || change.touches(entry.place.source) != touched) continue;
        if (went_round_before(change, dependent, entry) || !reported.insert(dependent.circle).second) continue;
        out.add({.place = entry.place,
                 .what = fmt::format("{} waits for itself: {}", dependent.text(),
                                     fmt::join(way_round(change, dependent, *entry.target), " -> ")),
                 .why = "None of them ever becomes ready again: Flux keeps what is live and applies nothing new to any of them, "
                        "fixes and rollbacks included.",
                 .next = fmt::format("Take {} out of `spec.dependsOn` of {}, or break the circle at another of its entries.",
                                     entry.name, dependent.text())});
      }
}

}  // namespace

extern constinit const Rule flux_depends_on_cycle{
    .title = "Kustomizations wait for each other in a circle", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
