#include <array>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

struct Danger {
  std::string_view annotation;
  std::string_view value;  // that is dangerous; "": any but those that mean nothing
  std::string_view what;
  std::string_view why;
  std::string_view next;
};
constexpr std::array<Danger, 7> dangers{
    {{"cnpg.io/skipWalArchiving", "enabled", "archives no WAL",
      "From then on no moment after the last base backup can be restored, and the archive has a gap that stays.",
      "Take it out. Where WAL fills the volume, mend the archive or enlarge `walStorage`."},
     {"cnpg.io/skipEmptyWalArchiveCheck", "enabled", "does not look whether its archive is empty",
      "That check keeps a new Cluster from writing into the archive of another one of the same server name. Without it the WAL "
      "of both gets mixed, and neither can be restored.",
      "Take it out, and give the Cluster a `serverName` that nobody has used."},
     {"cnpg.io/reconciliationLoop", "disabled", "is no longer looked after by the operator",
      "No failover, no certificate renewal, no change from here takes effect until somebody remembers.",
      "Take it out. It is meant for minutes of manual work, on the live object."},
     {"cnpg.io/reconcilePodSpec", "disabled", "keeps its pods as they are",
      "Images, resources and other settings merged here look delivered and do not reach the pods.",
      "Take it out, and let the operator roll the pods."},
     {"cnpg.io/fencedInstances", "", "has fenced instances",
      "PostgreSQL is stopped in a fenced instance; `[\"*\"]` is the whole database. A fenced primary fails over to nobody.",
      "Take it out. Fence with `kubectl cnpg fencing`, for as long as the work takes."},
     {"cnpg.io/hibernation", "on", "is hibernated", "All its pods are deleted: the database is away, only its volumes stay.",
      "Take it out, or set it `off`, unless every app on the database is to stop."},
     {"cnpg.io/podPatch", "", "patches the pods the operator makes",
      "It changes what the operator relies on, is written for the pods of one operator version: the next one may not start them.",
      "Use the Cluster's own fields (`resources`, `env`, `affinity`, `projectedVolumeTemplate`)."}}};

std::string_view value_of(const Resource* resource, const Danger& danger) {
  if (!resource || !resource->deployed()) return {};
  const std::string_view value = resource->object->annotation(danger.annotation);
  if (!danger.value.empty()) return value == danger.value ? value : std::string_view{};
  return value == "[]" ? std::string_view{} : value;
}

void check(const Change& change, Findings& out) {
  for (const auto& [before, after] : change.resources()) {
    if (!after || !after->object->is("postgresql.cnpg.io", "Cluster")) continue;
    for (const Danger& danger : dangers) {
      const std::string_view value = value_of(after, danger);
      if (value.empty() || !value_of(before, danger).empty()) continue;
      const yaml::Node& written = after->object->at("metadata.annotations")[danger.annotation];
      if (written.is_opaque()) continue;
      out.add({.place = written.place(),
               .about = after,
               .what = fmt::format("{} {} (`{}`)", after->text(), danger.what, danger.annotation),
               .why = std::string(danger.why),
               .next = std::string(danger.next)});
    }
  }
}

}  // namespace

extern constinit const Rule cnpg_dangerous_annotation{
    .title = "An annotation takes a safeguard away", .level = Level::error, .lasting = true, .check = check};

}  // namespace safeops::rules
