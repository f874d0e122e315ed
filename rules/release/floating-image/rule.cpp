#include <algorithm>
#include <set>

#include "rules/rule.hpp"

namespace safeops::rules {
namespace {

std::string what_floats(const Artifact& artifact) {
  const std::string version = artifact.tag.empty() ? "no version" : "version `" + artifact.version() + "`";
  switch (artifact.form) {
    case Artifact::Form::image:
      return fmt::format("image {} with {}", artifact.name.empty() ? artifact.slot : artifact.name,
                         artifact.tag.empty() ? "no tag" : "the tag `" + artifact.tag + "`");
    case Artifact::Form::chart:
      return fmt::format("chart {} with {}", artifact.name, version);
    case Artifact::Form::source:
      return fmt::format("source {} with {}", artifact.name, version);
    case Artifact::Form::configuration:
      break;
  }
  return artifact.name;
}

// What runs once before the app starts is no version to go back to.
bool is_the_app(const Artifact& artifact) {
  return !artifact.slot.starts_with("initContainers/") && !artifact.slot.starts_with("volumes/");
}

void report(const Workload& workload, const Artifact& artifact, Findings& out) {
  if (!artifact.is_floating() || !is_the_app(artifact) || !workload.names_a_database()) return;
  const DatabaseLink& link = workload.databases.front();
  out.add(
      {.place = artifact.place,
       .what = fmt::format("{} runs {} on database {} ({})", workload.text(), what_floats(artifact), link.cluster, link.reason),
       .why = "What runs can become another version with nothing merged: no gate sees that release, and there is no version to "
              "roll back to when a migration turns out wrong.",
       .next = artifact.form == Artifact::Form::image ? "Name the version, best with its digest: `1.4.0@sha256:...`."
                                                      : "Name one exact version."});
}

void check(const Change& change, Findings& out) {
  for (const Release& release : change.releases())
    if (!release.from.is_floating()) report(*release.after, release.to, out);
  std::set<const Resource*> added;
  for (const auto& [before, after] : change.resources())
    if (!before) added.insert(after);
  for (const Workload& workload : change.head().workloads()) {
    if (!added.contains(workload.resource) || workload.object().kind() == "Job") continue;
    for (const Artifact& artifact : workload.artifacts) report(workload, artifact, out);
  }
}

}  // namespace

extern constinit const Rule release_floating_image{
    .title = "An app on a database has no fixed version", .level = Level::warning, .lasting = true, .check = check};

}  // namespace safeops::rules
