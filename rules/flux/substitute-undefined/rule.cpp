#include <algorithm>
#include <map>
#include <set>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

using flux::UndefinedVariable;

// What is replaced by nothing at base already, whatever file it stands in: unit, object and name.
using Key = std::tuple<std::string, std::string, flux::Id>;

std::set<Key> known_at_base(const Change& change) {
  std::set<Key> known;
  for (const flux::Unit& unit : change.base().delivery().units)
    for (const UndefinedVariable& variable : unit.build->undefined)
      known.emplace(unit.cluster + '\n' + unit.name, variable.name, variable.object);
  return known;
}

// One line can be part of many units: what is undefined there, and in which of them.
struct Use {
  const UndefinedVariable* variable = nullptr;
  std::vector<const flux::Unit*> units;
};
using Uses = std::map<std::tuple<std::string_view, text::Span, std::string_view>, Use>;

Uses new_uses(const Change& change) {
  const std::set<Key> known = known_at_base(change);
  Uses uses;
  for (const flux::Unit& unit : change.head().delivery().units)
    for (const UndefinedVariable& variable : unit.build->undefined) {
      if (known.contains({unit.cluster + '\n' + unit.name, variable.name, variable.object})) continue;
      Use& use = uses[{variable.place.path(), variable.place.span, variable.name}];
      use.variable = &variable;
      use.units.push_back(&unit);
    }
  return uses;
}

void check(const Change& change, Findings& out) {
  for (const auto& [key, use] : new_uses(change)) {
    const flux::Unit& unit = *use.units.front();
    const std::string others = use.units.size() > 1 ? fmt::format(" and {} more", use.units.size() - 1) : "";
    const bool is_here = change.touches(use.variable->place.source) || !unit.kustomization;
    Finding finding{.place = is_here ? use.variable->place : unit.kustomization->place("spec.postBuild")};
    finding.what = fmt::format("`${{{}}}` in {} is defined nowhere: {}{} puts nothing in its place", use.variable->name,
                               use.variable->object.text(), unit.name, others);
    finding.why =
        "Flux replaces every variable of a Kustomization that has a `postBuild`, and one it does not know by an empty text: a "
        "host, a path or a line of a script silently loses a part.";
    finding.next = fmt::format(
        "Define it under `spec.postBuild.substitute`, or give it a default (`${{{0}:=value}}`). If it is meant for a shell, "
        "write "
        "`$${{{0}}}`, or annotate the object with `kustomize.toolkit.fluxcd.io/substitute: disabled`.",
        use.variable->name);
    out.add(std::move(finding));
  }
}

}  // namespace

extern constinit const Rule flux_substitute_undefined{
    .title = "A variable that nothing defines becomes empty", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
