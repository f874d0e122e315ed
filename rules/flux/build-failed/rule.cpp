#include <algorithm>
#include <map>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

bool failed_at_base(const Change& change, const flux::Unit& unit) {
  const auto& units = change.base().delivery().units;
  return std::any_of(units.begin(), units.end(),
                     [&](const flux::Unit& before) { return before.name == unit.name && before.build->failed(); });
}

bool known_at_base(const Change& change, const flux::Problem& problem) {
  const auto& known = change.base().delivery().problems;
  return std::any_of(known.begin(), known.end(), [&](const flux::Problem& before) {
    return before.message == problem.message && before.place.path() == problem.place.path();
  });
}

// One line can break many overlays: what is wrong, and in which of them.
struct Key {
  std::string path;
  text::Span span;
  std::string message;

  auto operator<=>(const Key&) const = default;
};
struct Breakage {
  text::Place place;
  std::vector<std::string> units;
};

void collect(const flux::Unit& unit, std::map<Key, Breakage>& breakages) {
  for (const flux::Problem& problem : unit.build->problems) {
    if (problem.kind != flux::Problem::Kind::error) continue;
    const bool has_place = bool(problem.place) || !unit.kustomization;
    const text::Place place = has_place ? problem.place : unit.kustomization->place("spec.path");
    Breakage& breakage = breakages[{std::string(place.path()), place.span, problem.message}];
    breakage.place = place;
    breakage.units.push_back(unit.name);
  }
}

std::string who(const std::vector<std::string>& units) {
  if (units.size() == 1) return fmt::format("{} does not build", units.front());
  return fmt::format("{} and {} more do not build", units.front(), units.size() - 1);
}

void check(const Change& change, Findings& out) {
  std::map<Key, Breakage> breakages;
  for (const flux::Unit& unit : change.head().delivery().units)
    if (unit.build->failed() && !failed_at_base(change, unit)) collect(unit, breakages);
  for (const auto& [key, breakage] : breakages)
    out.add(
        {.place = breakage.place,
         .what = fmt::format("{}: {}", who(breakage.units), key.message),
         .why = fmt::format("Flux applies nothing of what does not build: {} {} at the last good revision, and every later fix "
                            "and rollback waits behind it.",
                            fmt::join(breakage.units, ", "), breakage.units.size() == 1 ? "stays" : "stay"),
         .next =
             fmt::format("Correct it; `kustomize build` of the directory of {} shows the same error.", breakage.units.front())});
  for (const flux::Problem& problem : change.head().delivery().problems)
    if (problem.kind == flux::Problem::Kind::error && !known_at_base(change, problem))
      out.add({.place = problem.place,
               .what = problem.message,
               .why = "Flux cannot find out what to apply there, and stays at the last good revision.",
               .next = "Correct the line, or take the Flux Kustomization out in a change of its own."});
}

}  // namespace

extern constinit const Rule flux_build_failed{
    .title = "What Flux applies no longer builds", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
