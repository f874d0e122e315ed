#include <algorithm>
#include <map>

#include "rules/difference.hpp"
#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

bool can_be_suspended(const flux::Object& object) {
  return object.is("kustomize.toolkit.fluxcd.io", "Kustomization") || object.is("helm.toolkit.fluxcd.io", "HelmRelease");
}

bool is_suspended(const Resource* resource) {
  return resource && resource->object->at("spec.suspend").boolean().value_or(false);
}

// Suspending what applies a Kustomization does not suspend that: it stays in the cluster and goes on reading its path.
bool is_suspended(const flux::Unit& unit) {
  return unit.kustomization && unit.kustomization->at("spec.suspend").boolean().value_or(false);
}

void report_suspension(const Resource& now, Findings& out) {
  out.add({.place = now.object->place("spec.suspend"),
           .what = fmt::format("{} is suspended: Flux applies no change to it any more", now.text()),
           .why = "Nothing shows it: what is live stays, every later merge looks delivered and is not, and so does a rollback.",
           .next = "Take `suspend: true` out, or say in the plan who resumes it and when."});
}

// The line of this change that is held back; the object's own where it cannot be named.
text::Place edit_of(const Change& change, const ResourceChange& edit) {
  const text::Place own = edit.after->object->place();
  if (!edit.before) return own;
  const text::Place place = first_difference(edit.before->object->root(), edit.after->object->root()).place();
  return change.touches(place.source) ? place : own;
}

void report_edit(const Change& change, const ResourceChange& edit, Findings& out) {
  const Resource& now = *edit.after;
  out.add({.place = edit_of(change, edit),
           .what = fmt::format("{} is edited while it is suspended: the edit is not applied", now.text()),
           .why = "The change looks delivered once it is merged, and takes effect only when somebody resumes it, together with "
                  "everything else that has piled up.",
           .next = "Resume it first (`suspend: false`) and let it become ready, then bring this change."});
}

struct Held {
  const ResourceChange* first = nullptr;
  std::size_t count = 0;
};

void report_held(const Change& change, const flux::Unit& unit, const Held& held, Findings& out) {
  Finding finding{.place = edit_of(change, *held.first)};
  finding.what = fmt::format("Kustomization {} is suspended: {}{} of this change will not be applied", unit.name,
                             held.first->after->text(), held.count > 1 ? fmt::format(" and {} more", held.count - 1) : "");
  finding.why =
      "The change looks delivered once it is merged, and takes effect only when somebody resumes it, together with everything "
      "else that has piled up.";
  finding.next = "Resume the Kustomization first (`suspend: false`) and let it become ready, then bring this change.";
  finding.related.push_back({unit.kustomization->place("spec.suspend"), "suspended here"});
  out.add(std::move(finding));
}

void check(const Change& change, Findings& out) {
  std::map<const flux::Unit*, Held> held;  // units of one revision lie in one list, in a fixed order
  for (const ResourceChange& edit : change.resources()) {
    if (!edit.after) continue;
    if (can_be_suspended(*edit.after->object) && is_suspended(edit.after)) {
      is_suspended(edit.before) ? report_edit(change, edit, out) : report_suspension(*edit.after, out);
    } else if (is_suspended(*edit.after->unit)) {
      Held& unit = held[edit.after->unit];
      if (unit.count++ == 0) unit.first = &edit;
    }
  }
  for (const auto& [unit, entry] : held) report_held(change, *unit, entry, out);
}

}  // namespace

extern constinit const Rule flux_suspended{
    .title = "Flux is told not to apply this", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
