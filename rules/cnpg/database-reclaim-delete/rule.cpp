#include <array>

#include "rules/cause.hpp"
#include "rules/rule.hpp"
#include "text/escape.hpp"

namespace safeops::rules {
namespace {

struct Kind {
  std::string_view name;
  std::string_view policy;  // the field that says what becomes of it
  std::string_view lost;
  bool can_be_absent = false;  // `ensure: absent` is a value it takes
};
constexpr std::array<Kind, 4> kinds{
    {{"Database", "spec.databaseReclaimPolicy", "the database with all its data", true},
     {"DatabaseRole", "spec.databaseRoleReclaimPolicy", "the role, its password and its memberships"},
     {"Publication", "spec.publicationReclaimPolicy", "the publication, and every subscriber gets no more rows"},
     {"Subscription", "spec.subscriptionReclaimPolicy",
      "the subscription and its slot: what is written meanwhile is not caught up"}}};

const Kind* kind_of(const Resource& resource) {
  if (resource.object->group() != "postgresql.cnpg.io") return nullptr;
  for (const Kind& kind : kinds)
    if (resource.object->kind() == kind.name) return &kind;
  return nullptr;
}

bool says(const Resource* resource, std::string_view field, std::string_view value) {
  return resource && resource->deployed() && resource->object->at(field).text() == value;
}

void report_dropped(const Resource& now, const Kind& kind, Findings& out) {
  out.add({.place = now.object->place("spec.ensure"),
           .about = &now,
           .what = fmt::format("{} is told to be absent: CloudNativePG drops {}", now.text(), kind.lost),
           .why = "It happens as soon as Flux applies the line, with no confirmation, and only a restore brings it back.",
           .next = "Take `ensure: absent` out. To retire it, prove first that nothing uses it and that its backup restores."});
}

// The lists of a Database whose members CloudNativePG drops one by one.
constexpr std::array<std::string_view, 4> droppable{"schemas", "extensions", "fdws", "servers"};

const yaml::Node& named(const yaml::Node& list, std::string_view name) {
  static const yaml::Node none;
  for (const yaml::Node& item : list.items())
    if (item["name"].text() == name) return item;
  return none;
}

void report_dropped_parts(const Resource* before, const Resource& now, Findings& out) {
  for (const std::string_view list : droppable)
    for (const yaml::Node& part : now.object->at("spec")[list].items()) {
      if (part["ensure"].text() != "absent") continue;
      const std::string_view name = part["name"].text();
      if (before && named(before->object->at("spec")[list], name)["ensure"].text() == "absent") continue;
      out.add({.place = part["ensure"].place(),
               .about = &now,
               .what = fmt::format("{} is told to do without {} of its {}: CloudNativePG drops it", now.text(),
                                   text::visible(name), list),
               .why = "It happens as soon as Flux applies the line. What the running version uses of it fails from then on.",
               .next =
                   "Take `ensure: absent` out. Drop it as the contract step of a plan, when no version that is live or could be "
                   "rolled back to needs it."});
    }
}

void report_policy(const Resource& now, const Kind& kind, Findings& out) {
  out.add(
      {.place = now.object->place(kind.policy),
       .about = &now,
       .what = fmt::format("{} is dropped when its object goes: {}", now.text(), kind.lost),
       .why = "Under `prune: true` a moved file, a renamed object or a lost `resources:` line is enough to delete the object.",
       .next = fmt::format("Set `{}: retain`, which is the default, and drop it by hand on the day it is to go.",
                           kind.policy.substr(kind.policy.find('.') + 1))});
}

void report_removed(const Change& change, const Resource& gone, const Kind& kind, Findings& out) {
  if (delivery_broke(change, gone)) return;
  out.add({.place = cause_of_removal(change, gone),
           .what = fmt::format("{} goes, and with its reclaim policy `delete` goes {}", gone.text(), kind.lost),
           .why = "CloudNativePG drops it before it lets the object be deleted. Only a restore brings it back.",
           .next = fmt::format("Put it back and set `{}: retain` in a change of its own first; then remove the object.",
                               kind.policy.substr(kind.policy.find('.') + 1)),
           .related = {{gone.object->place(kind.policy), "the policy"}}});
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after] : change.resources()) {
    const Kind* kind = kind_of(after ? *after : *before);
    if (!kind) continue;
    if (!after || !after->deployed()) {
      if (says(before, kind->policy, "delete")) report_removed(change, *before, *kind, out);
      continue;
    }
    if (kind->name == "Database") report_dropped_parts(before, *after, out);
    if (kind->can_be_absent && says(after, "spec.ensure", "absent") && !says(before, "spec.ensure", "absent"))
      report_dropped(*after, *kind, out);
    else if (says(after, kind->policy, "delete") && !says(before, kind->policy, "delete"))
      report_policy(*after, *kind, out);
  }
}

}  // namespace

extern constinit const Rule cnpg_database_reclaim_delete{
    .title = "A database goes with the object that declares it", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
