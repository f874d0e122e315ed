#include <algorithm>
#include <map>
#include <tuple>

#include "rules/cause.hpp"
#include "rules/rule.hpp"
#include "text/spelling.hpp"

namespace safeops::rules {
namespace {

using flux::Dependent;

const Dependent* at_base(const Change& change, const Dependent& dependent, std::string_view name) {
  return change.base().dependencies().find(dependent.cluster, dependent.object->kind(), name);
}

bool is_new(const Change& change, const Dependent& dependent, const Dependent::Entry& entry) {
  const Dependent* before = at_base(change, dependent, dependent.name);
  return !before || std::none_of(before->depends_on.begin(), before->depends_on.end(),
                                 [&](const Dependent::Entry& old) { return old.name == entry.name; });
}

bool builds(const Change& change, std::string_view cluster) {
  const auto& units = change.head().delivery().units;
  return std::none_of(units.begin(), units.end(),
                      [&](const flux::Unit& unit) { return unit.cluster == cluster && unit.build->failed(); });
}

// What another repository delivers cannot be called missing; what this change takes away can.
bool dangles_here(const Change& change, const Dependent& dependent, const Dependent::Entry& entry) {
  if (entry.target || entry.is_opaque) return false;
  if (at_base(change, dependent, entry.name)) return builds(change, dependent.cluster);
  return is_new(change, dependent, entry) && change.head().dependencies().sees_all(dependent.cluster);
}

std::string_view bare(std::string_view name) {
  return name.substr(name.find('/') + 1);
}

// What was applied under the name the entry has, and is in another namespace now.
const Dependent* moved(const Change& change, const Dependent& dependent, const Dependent::Entry& entry) {
  for (const Dependent& other : change.head().dependencies().all())
    if (other.cluster == dependent.cluster && other.object->kind() == dependent.object->kind() && other.name != entry.name &&
        bare(other.name) == bare(entry.name))
      return &other;
  return nullptr;
}

text::Place place_of(const Change& change, const Dependent& dependent, const Dependent::Entry& entry) {
  if (change.touches(entry.place.source)) return entry.place;
  const Dependent* now = moved(change, dependent, entry);
  if (const auto place = now ? now->object->place("metadata.namespace") : text::Place{}; change.touches(place.source))
    return place;
  const Dependent* gone = at_base(change, dependent, entry.name);
  for (const Resource& resource : change.base().resources())
    if (gone && resource.unit->cluster == gone->cluster && resource.object->id() == gone->object->id())
      return cause_of_removal(change, resource);
  return entry.place;
}

std::string next_step(const Change& change, const Dependent& dependent, const Dependent::Entry& entry) {
  if (const Dependent* now = moved(change, dependent, entry))
    return fmt::format("Write `namespace: {}` beside the name in `spec.dependsOn` of {}.", now->object->namespace_(),
                       dependent.text());
  if (at_base(change, dependent, entry.name))
    return fmt::format("Take the entry out of `spec.dependsOn` of {} first, and remove {} when nothing waits for it any more.",
                       dependent.text(), entry.name);
  std::vector<std::string> names;
  for (const Dependent& other : change.head().dependencies().all())
    if (&other != &dependent && other.cluster == dependent.cluster && other.object->kind() == dependent.object->kind())
      names.push_back(other.name);
  const auto meant = text::nearest(entry.name, names);
  if (meant.empty())
    return fmt::format("Take the entry out of `spec.dependsOn` of {}, or deliver what it names.", dependent.text());
  return fmt::format("Name {} in `spec.dependsOn`, or take the entry out.", meant.front());
}

// One dependent and its entry; many wait for the same in vain where one thing is taken away.
struct Waiting {
  const Dependent* dependent = nullptr;
  const Dependent::Entry* entry = nullptr;
};

void report(const Change& change, text::Place place, const std::vector<Waiting>& waiting, Findings& out) {
  constexpr std::size_t most_shown = 20;
  const auto& [dependent, entry] = waiting.front();
  const std::string who = waiting.size() == 1 ? dependent->text() + " depends"
                                              : fmt::format("{} and {} more depend", dependent->text(), waiting.size() - 1);
  Finding finding{.place = place,
                  .what = fmt::format("{} on {} {}, and nothing of that name is applied to the cluster", who,
                                      dependent->object->kind(), entry->name)};
  finding.why =
      "Flux waits for it for ever: what is live stays, and neither this change, nor a fix, nor a rollback below it is "
      "applied.";
  finding.next = next_step(change, *dependent, *entry);
  for (const Waiting& one : waiting)
    if (!(place == one.entry->place) && finding.related.size() < most_shown)
      finding.related.push_back({one.entry->place, fmt::format("{} depends on it", one.dependent->text())});
  out.add(std::move(finding));
}

void check(const Change& change, Findings& out) {
  using Missing = std::tuple<std::string_view, std::string_view, std::string_view, std::string, text::Span>;
  std::map<Missing, std::vector<Waiting>> missing;
  std::vector<std::pair<text::Place, const std::vector<Waiting>*>> in_order;
  for (const Dependent& dependent : change.head().dependencies().all())
    for (const Dependent::Entry& entry : dependent.depends_on) {
      if (!dangles_here(change, dependent, entry)) continue;
      const text::Place place = place_of(change, dependent, entry);
      auto& waiting = missing[{dependent.cluster, dependent.object->kind(), entry.name, std::string(place.path()), place.span}];
      if (waiting.empty()) in_order.emplace_back(place, &waiting);
      waiting.push_back({&dependent, &entry});
    }
  for (const auto& [place, waiting] : in_order) report(change, place, *waiting, out);
}

}  // namespace

extern constinit const Rule flux_dangling_depends_on{
    .title = "What Flux waits for does not exist", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
