#include "rules/rule.hpp"
#include "rules/cnpg_update.hpp"
#include "rules/flux_guard.hpp"

namespace safeops::rules {
namespace {

std::string why_it_hurts(const Resource& after) {
  // The annotation speaks to the webhook, which only Clusters' updates meet; the other kinds are held to theirs by the API
  // server.
  if (after.object->kind() == "Cluster" && after.object->annotation("cnpg.io/validation") == "disabled")
    return "The annotation `cnpg.io/validation: disabled` lets it past the webhook, so the operator meets it in the running "
           "database "
           "and cannot carry it out.";
  if (after.object->kind() == "Cluster" && is_recreated(after))
    return fmt::format(
        "CloudNativePG refuses the update, and because of `force` {} then deletes the Cluster, volumes and all, and makes an "
        "empty "
        "one of that name.",
        after.unit->name);
  return fmt::format(
      "CloudNativePG refuses the update, so {} fails to apply: everything else it delivers stays at the last good "
      "revision too, fixes and rollbacks included.",
      after.unit->name);
}

// What is refused by new versions only, where nobody can say which one runs.
std::string assumption(const Change& change, const Refusal& refusal, const Resource& after) {
  if (after.object->kind() == "Cluster" || !(refusal.place == after.object->place("spec.cluster.name"))) return {};
  const OperatorVersion version = operator_version(change.head(), after.unit->cluster);
  if (version.minor) return {};
  const auto [major, minor] = version.judged_as();
  return fmt::format(" Older versions let the reference change; nothing here says which one runs, so it is judged as {}.{}.",
                     major, minor);
}

void report(const Change& change, const std::vector<Refusal>& refusals, const Resource& after, Findings& out) {
  for (const Refusal& refusal : refusals)
    out.add({.place = refusal.place,
             .what = fmt::format("{}: {}", after.text(), refusal.what),
             .why = why_it_hurts(after) + assumption(change, refusal, after),
             .next = refusal.next});
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after, renamed_to] : change.clusters())
    if (before && after && before->deployed() && after->deployed())
      report(change, refused_updates(*before, *after), *after->resource, out);
  for (const auto& [before, after] : change.resources())
    if (before && after && before->deployed() && after->deployed() && after->object->group() == "postgresql.cnpg.io")
      report(
          change,
          immutable_updates(*before->object, *after->object, operator_version(change.head(), after->unit->cluster).judged_as()),
          *after, out);
}

}  // namespace

extern constinit const Rule cnpg_forbidden_update{
    .title = "The database operator refuses this update", .level = Level::error, .check = check};

}  // namespace safeops::rules
